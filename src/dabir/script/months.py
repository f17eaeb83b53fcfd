"""Months: the names of both calendars; of several names of one month the first is the usual one in Iran."""

from __future__ import annotations

JALALI_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
GREGORIAN_MONTHS = (
    ("ژانویه", "جنوری", "january", "jan"),
    ("فوریه", "فبروری", "february", "feb"),
    ("مارس", "مارچ", "march", "mar"),
    ("آوریل", "اپریل", "آپریل", "april", "apr"),
    ("مه", "می", "may"),
    ("ژوئن", "جون", "june", "jun"),
    ("ژوئیه", "جولای", "july", "jul"),
    ("اوت", "آگوست", "اگست", "august", "aug"),
    ("سپتامبر", "سپتمبر", "september", "sept", "sep"),
    ("اکتبر", "اکتوبر", "october", "oct"),
    ("نوامبر", "نومبر", "november", "nov"),
    ("دسامبر", "دسمبر", "december", "dec"),
)
