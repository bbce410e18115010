"""The ledger: every act that changed anything."""
