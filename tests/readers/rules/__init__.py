"""Rules of standards and services: one file, one set of rules, one function `judge(folder, now)`,
which gives a row of the table."""
