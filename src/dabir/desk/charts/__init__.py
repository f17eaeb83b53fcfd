"""Charts: numbers drawn on the server as SVG, with words that tell the same.

Each chart is a function from typed values to markup; none asks a database, and none needs a script. A page that shows one
links `static/charts.css`. What a colour tells is told by place, length, shape or number as well, and where a chart does not
show its numbers a table behind it does.

**Time runs from left to right, in Persian too.** Dates and numbers are written so in Persian, and so are the curves of
prices, votes and rainfall in Iran's papers; a printed chart reads the same in both languages. What is a list to be read (the
names beside bars, the days of a calendar) begins on the side on which the language begins.
"""
