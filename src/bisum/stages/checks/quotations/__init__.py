"""The ledger's quotations and speakers on their way into English."""
