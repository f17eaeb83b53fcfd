"""Records in the forms that people and programs take them: a card of text, a page of HTML."""
