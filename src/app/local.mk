# The files of src/app/.
