"""Archives of pages go in, too many to keep one by one; tables of reports, claims and linked events come out.

The same functions as everywhere else read and link, in a plan that any engine runs with the same result: several
processes of this machine, or Spark. This room keeps no record and has no rule of its own.
"""
