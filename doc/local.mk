# The files of doc/.
