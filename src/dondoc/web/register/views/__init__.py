"""The pages of the register: items, documents."""
