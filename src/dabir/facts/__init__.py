"""What a report says: people, statements and their speakers; lexicons as data files beside the code."""
