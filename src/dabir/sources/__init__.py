"""What comes in: text, pages and lines of JSON become reports."""
