# The files of doc/.

dist_doc_DATA = README doc/adding.md doc/architecture.md

dist_man_MANS += doc/accord.1 doc/accord-mail.5 doc/accord-maps.5 \
	doc/accord-programs.5
