"""Every write of the cycle: policy, transaction, change, `full_clean`, journal."""
