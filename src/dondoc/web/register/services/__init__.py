"""Every write of the register that means something, one module for each kind of act.

Each is a keyword-only function: the policy is asked, the transaction opened, the change made and checked, and the
journal told. Pages, the API and the commands all call these.
"""
