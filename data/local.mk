# The files of data/.
