# The files of src/query/.
