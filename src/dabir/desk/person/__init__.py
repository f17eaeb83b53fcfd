"""The person pages: what they show of somebody, and how."""
