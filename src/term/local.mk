# The files of src/term/.
