"""The meetings of the Permanency Monitoring Group: called, run child by child, signed off."""
