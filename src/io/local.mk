# The files of src/io/.
