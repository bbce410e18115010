"""The product without a screen: rules, measures, trackers, returns, reports and the store."""
