# The files of src/ui/.
