"""Records, and answers of an archive, in the forms that people and programs take them."""
