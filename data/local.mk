# The files of data/. Each folder is installed under $(pkgdatadir) as it is
# here; a new file is one line in its folder's list. (data/schema/ is not
# installed: the build puts it into the program.)

programsdir = $(pkgdatadir)/programs
templatesdir = $(pkgdatadir)/templates
mapsdir = $(pkgdatadir)/maps
themesdir = $(pkgdatadir)/themes
samplesdir = $(pkgdatadir)/samples
systemddir = $(pkgdatadir)/systemd

dist_pkgdata_DATA =

dist_programs_DATA = \
	data/programs/referral.yaml \
	data/programs/reseller.yaml \
	data/programs/service.yaml \
	data/programs/technology.yaml

dist_templates_DATA = \
	data/templates/letter-approval.txt \
	data/templates/letter-decline.txt \
	data/templates/letter-lead-accepted.txt \
	data/templates/letter-lead-declined.txt \
	data/templates/letter-lead-expired.txt \
	data/templates/letter-lead-next.txt \
	data/templates/letter-lead-queued.txt \
	data/templates/letter-renewal.txt \
	data/templates/letter-request.txt \
	data/templates/letter-statement.txt \
	data/templates/letter-suspension.txt \
	data/templates/letter-termination.txt \
	data/templates/letter-warning.txt \
	data/templates/letter-welcome.txt \
	data/templates/order-form.txt \
	data/templates/partner-agreement.txt

dist_maps_DATA = \
	data/maps/adventureworks-partners.yaml \
	data/maps/adventureworks-resellers.yaml \
	data/maps/adventureworks-sales.yaml \
	data/maps/cncf-members.yaml \
	data/maps/cncf-service-partners.yaml \
	data/maps/maven-accounts.yaml \
	data/maps/maven-crm-leads.yaml \
	data/maps/maven-sales-teams.yaml \
	data/maps/rocketchat-resellers.yaml \
	data/maps/salesforce-accounts.yaml \
	data/maps/salesforce-opportunities.yaml \
	data/maps/solidus-partners.yaml \
	data/maps/suitecrm-leads.yaml \
	data/maps/vue-partners.yaml

dist_themes_DATA =

dist_samples_DATA = \
	data/samples/applications.csv \
	data/samples/customers.csv \
	data/samples/leads.csv \
	data/samples/partners.csv \
	data/samples/sales.csv

dist_systemd_DATA = \
	data/systemd/accord-deliver.service \
	data/systemd/accord-deliver.timer
