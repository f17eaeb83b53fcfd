"""Access: who may do what at a desk."""
