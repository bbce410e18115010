CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE child (
	id VARCHAR NOT NULL, 
	salt BLOB, 
	PRIMARY KEY (id)
);
CREATE TABLE change_set (
	number INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	reason VARCHAR, 
	undoes INTEGER, 
	detail VARCHAR, 
	rows INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(undoes) REFERENCES change_set (number)
);
CREATE TABLE head (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE erased_row (
	fact_table VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	erased_by INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	PRIMARY KEY (fact_table, row_id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number), 
	FOREIGN KEY(erased_by) REFERENCES change_set (number)
);
CREATE TABLE child_details (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	sex VARCHAR, 
	dob DATE, 
	ethnic VARCHAR, 
	upn VARCHAR, 
	mother VARCHAR, 
	mc_dob DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_child_details_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_child_details_fact_id ON child_details (fact_id);
CREATE INDEX ix_child_details_recorded_by ON child_details (recorded_by);
CREATE UNIQUE INDEX uq_child_details_current ON child_details (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_child_details_key ON child_details (child) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_child_details_past ON child_details (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_child_details_superseded_by ON child_details (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE care_episode (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	decom DATE NOT NULL, 
	rne VARCHAR, 
	ls VARCHAR, 
	cin VARCHAR, 
	place VARCHAR, 
	place_provider VARCHAR, 
	dec DATE, 
	rec VARCHAR, 
	reason_place_change VARCHAR, 
	home_post VARCHAR, 
	pl_post VARCHAR, 
	urn VARCHAR, 
	imported_as DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_care_episode_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_care_episode_fact_id ON care_episode (fact_id);
CREATE INDEX ix_care_episode_recorded_by ON care_episode (recorded_by);
CREATE UNIQUE INDEX uq_care_episode_current ON care_episode (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_care_episode_key ON care_episode (child, decom) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_care_episode_past ON care_episode (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_care_episode_superseded_by ON care_episode (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE uasc (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	sex VARCHAR, 
	dob DATE, 
	duc DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_uasc_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_uasc_fact_id ON uasc (fact_id);
CREATE INDEX ix_uasc_recorded_by ON uasc (recorded_by);
CREATE UNIQUE INDEX uq_uasc_current ON uasc (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_uasc_key ON uasc (child) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_uasc_past ON uasc (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_uasc_superseded_by ON uasc (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE review (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	review DATE NOT NULL, 
	dob DATE, 
	review_code VARCHAR, 
	imported_as DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_review_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_review_fact_id ON review (fact_id);
CREATE INDEX ix_review_recorded_by ON review (recorded_by);
CREATE UNIQUE INDEX uq_review_current ON review (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_review_key ON review (child, review) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_review_past ON review (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_review_superseded_by ON review (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE health_year (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	of_year INTEGER NOT NULL, 
	dob DATE, 
	sdq_score VARCHAR, 
	sdq_reason VARCHAR, 
	convicted VARCHAR, 
	health_check VARCHAR, 
	immunisations VARCHAR, 
	teeth_check VARCHAR, 
	health_assessment VARCHAR, 
	substance_misuse VARCHAR, 
	intervention_received VARCHAR, 
	intervention_offered VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_health_year_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_health_year_fact_id ON health_year (fact_id);
CREATE INDEX ix_health_year_recorded_by ON health_year (recorded_by);
CREATE UNIQUE INDEX uq_health_year_current ON health_year (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_health_year_key ON health_year (child, of_year) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_health_year_past ON health_year (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_health_year_superseded_by ON health_year (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE care_leaver (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	of_year INTEGER NOT NULL, 
	dob DATE, 
	in_touch VARCHAR, 
	activ VARCHAR, 
	accom VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_care_leaver_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_care_leaver_fact_id ON care_leaver (fact_id);
CREATE INDEX ix_care_leaver_recorded_by ON care_leaver (recorded_by);
CREATE UNIQUE INDEX uq_care_leaver_current ON care_leaver (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_care_leaver_key ON care_leaver (child, of_year) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_care_leaver_past ON care_leaver (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_care_leaver_superseded_by ON care_leaver (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE adoption (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	dob DATE, 
	date_int DATE, 
	date_match DATE, 
	foster_care VARCHAR, 
	nb_adoptr VARCHAR, 
	sex_adoptr VARCHAR, 
	ls_adoptr VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_adoption_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_adoption_fact_id ON adoption (fact_id);
CREATE INDEX ix_adoption_recorded_by ON adoption (recorded_by);
CREATE UNIQUE INDEX uq_adoption_current ON adoption (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_adoption_key ON adoption (child) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_adoption_past ON adoption (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_adoption_superseded_by ON adoption (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE adm_decision (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	date_placed DATE NOT NULL, 
	dob DATE, 
	date_placed_ceased DATE, 
	reason_placed_ceased VARCHAR, 
	imported_as DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_adm_decision_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_adm_decision_fact_id ON adm_decision (fact_id);
CREATE INDEX ix_adm_decision_recorded_by ON adm_decision (recorded_by);
CREATE UNIQUE INDEX uq_adm_decision_current ON adm_decision (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_adm_decision_key ON adm_decision (child, date_placed) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_adm_decision_past ON adm_decision (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_adm_decision_superseded_by ON adm_decision (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE previous_permanence (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	dob DATE, 
	prev_perm VARCHAR, 
	la_perm VARCHAR, 
	date_perm VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_previous_permanence_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_previous_permanence_fact_id ON previous_permanence (fact_id);
CREATE INDEX ix_previous_permanence_recorded_by ON previous_permanence (recorded_by);
CREATE UNIQUE INDEX uq_previous_permanence_current ON previous_permanence (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_previous_permanence_key ON previous_permanence (child) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_previous_permanence_past ON previous_permanence (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_previous_permanence_superseded_by ON previous_permanence (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE missing_episode (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	mis_start DATE NOT NULL, 
	dob DATE, 
	missing VARCHAR, 
	mis_end DATE, 
	imported_as DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_missing_episode_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_missing_episode_fact_id ON missing_episode (fact_id);
CREATE INDEX ix_missing_episode_recorded_by ON missing_episode (recorded_by);
CREATE UNIQUE INDEX uq_missing_episode_current ON missing_episode (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_missing_episode_key ON missing_episode (child, mis_start) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_missing_episode_past ON missing_episode (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_missing_episode_superseded_by ON missing_episode (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE social_worker (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	sw_decom DATE NOT NULL, 
	dob DATE, 
	sw_id VARCHAR, 
	sw_dec DATE, 
	sw_reason VARCHAR, 
	imported_as DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_social_worker_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_social_worker_fact_id ON social_worker (fact_id);
CREATE INDEX ix_social_worker_recorded_by ON social_worker (recorded_by);
CREATE UNIQUE INDEX uq_social_worker_current ON social_worker (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_social_worker_key ON social_worker (child, sw_decom) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_social_worker_past ON social_worker (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_social_worker_superseded_by ON social_worker (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE deprivation_order (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	dolo_start DATE NOT NULL, 
	dob DATE, 
	dolo_end DATE, 
	imported_as DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_deprivation_order_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_deprivation_order_fact_id ON deprivation_order (fact_id);
CREATE INDEX ix_deprivation_order_recorded_by ON deprivation_order (recorded_by);
CREATE UNIQUE INDEX uq_deprivation_order_current ON deprivation_order (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_deprivation_order_key ON deprivation_order (child, dolo_start) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_deprivation_order_past ON deprivation_order (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_deprivation_order_superseded_by ON deprivation_order (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE set_aside (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	source VARCHAR NOT NULL, 
	content VARCHAR NOT NULL, 
	why VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_set_aside_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_set_aside_fact_id ON set_aside (fact_id);
CREATE INDEX ix_set_aside_recorded_by ON set_aside (recorded_by);
CREATE UNIQUE INDEX uq_set_aside_current ON set_aside (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_set_aside_key ON set_aside (child, source, content) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_set_aside_past ON set_aside (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_set_aside_superseded_by ON set_aside (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE "plan" (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	"plan" INTEGER NOT NULL, 
	pathway VARCHAR, 
	begins DATE, 
	precision VARCHAR, 
	with_whom VARCHAR, 
	decider VARCHAR, 
	lead VARCHAR, 
	ends DATE, 
	why_ended VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_plan_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_plan_fact_id ON "plan" (fact_id);
CREATE INDEX ix_plan_recorded_by ON "plan" (recorded_by);
CREATE UNIQUE INDEX uq_plan_current ON "plan" (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_plan_key ON "plan" (child, plan) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_plan_past ON "plan" (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_plan_superseded_by ON "plan" (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE primary_plan (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	since DATE NOT NULL, 
	"plan" INTEGER, 
	decider VARCHAR, 
	why VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_primary_plan_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_primary_plan_fact_id ON primary_plan (fact_id);
CREATE INDEX ix_primary_plan_recorded_by ON primary_plan (recorded_by);
CREATE UNIQUE INDEX uq_primary_plan_current ON primary_plan (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_primary_plan_key ON primary_plan (child, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_primary_plan_past ON primary_plan (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_primary_plan_superseded_by ON primary_plan (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE milestone (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	kind VARCHAR NOT NULL, 
	"plan" INTEGER NOT NULL, 
	day DATE NOT NULL, 
	precision VARCHAR, 
	outcome VARCHAR, 
	amount INTEGER, 
	ref VARCHAR, 
	decider VARCHAR, 
	note VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_milestone_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_milestone_fact_id ON milestone (fact_id);
CREATE INDEX ix_milestone_recorded_by ON milestone (recorded_by);
CREATE UNIQUE INDEX uq_milestone_current ON milestone (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_milestone_key ON milestone (child, kind, plan, day) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_milestone_past ON milestone (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_milestone_superseded_by ON milestone (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE planned_step (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	kind VARCHAR NOT NULL, 
	"plan" INTEGER NOT NULL, 
	said DATE NOT NULL, 
	planned DATE, 
	why VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_planned_step_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_planned_step_fact_id ON planned_step (fact_id);
CREATE INDEX ix_planned_step_recorded_by ON planned_step (recorded_by);
CREATE UNIQUE INDEX uq_planned_step_current ON planned_step (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_planned_step_key ON planned_step (child, kind, plan, said) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_planned_step_past ON planned_step (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_planned_step_superseded_by ON planned_step (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE pre_proceedings (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	begins DATE NOT NULL, 
	family_ref VARCHAR, 
	represented VARCHAR, 
	cp_plans INTEGER, 
	previous_plo INTEGER, 
	previous_proceedings INTEGER, 
	ends DATE, 
	outcome VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_pre_proceedings_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_pre_proceedings_fact_id ON pre_proceedings (fact_id);
CREATE INDEX ix_pre_proceedings_recorded_by ON pre_proceedings (recorded_by);
CREATE UNIQUE INDEX uq_pre_proceedings_current ON pre_proceedings (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_pre_proceedings_key ON pre_proceedings (child, begins) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_pre_proceedings_past ON pre_proceedings (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_pre_proceedings_superseded_by ON pre_proceedings (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE proceedings (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	issued DATE NOT NULL, 
	court_ref VARCHAR, 
	family_ref VARCHAR, 
	tier VARCHAR, 
	allocated DATE, 
	short_notice VARCHAR, 
	care_plan_initial VARCHAR, 
	order_sought VARCHAR, 
	expert VARCHAR, 
	ends DATE, 
	care_plan_final VARCHAR, 
	order_made VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_proceedings_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_proceedings_fact_id ON proceedings (fact_id);
CREATE INDEX ix_proceedings_recorded_by ON proceedings (recorded_by);
CREATE UNIQUE INDEX uq_proceedings_current ON proceedings (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_proceedings_key ON proceedings (child, issued) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_proceedings_past ON proceedings (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_proceedings_superseded_by ON proceedings (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE residential (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	since DATE NOT NULL, 
	home VARCHAR, 
	provider_name VARCHAR, 
	area VARCHAR, 
	miles INTEGER, 
	cost VARCHAR, 
	reason VARCHAR, 
	step_down VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_residential_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_residential_fact_id ON residential (fact_id);
CREATE INDEX ix_residential_recorded_by ON residential (recorded_by);
CREATE UNIQUE INDEX uq_residential_current ON residential (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_residential_key ON residential (child, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_residential_past ON residential (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_residential_superseded_by ON residential (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE school_term (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	begins DATE NOT NULL, 
	term VARCHAR, 
	school VARCHAR, 
	year_group VARCHAR, 
	attendance INTEGER, 
	hours INTEGER, 
	hours_why VARCHAR, 
	hours_plan VARCHAR, 
	sen VARCHAR, 
	alternative VARCHAR, 
	note VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_school_term_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_school_term_fact_id ON school_term (fact_id);
CREATE INDEX ix_school_term_recorded_by ON school_term (recorded_by);
CREATE UNIQUE INDEX uq_school_term_current ON school_term (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_school_term_key ON school_term (child, begins) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_school_term_past ON school_term (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_school_term_superseded_by ON school_term (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE suspension (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	begins DATE NOT NULL, 
	permanent VARCHAR, 
	sessions INTEGER, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_suspension_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_suspension_fact_id ON suspension (fact_id);
CREATE INDEX ix_suspension_recorded_by ON suspension (recorded_by);
CREATE UNIQUE INDEX uq_suspension_current ON suspension (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_suspension_key ON suspension (child, begins) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_suspension_past ON suspension (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_suspension_superseded_by ON suspension (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE sibling_group (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	family VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	ends DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_sibling_group_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_sibling_group_fact_id ON sibling_group (fact_id);
CREATE INDEX ix_sibling_group_recorded_by ON sibling_group (recorded_by);
CREATE UNIQUE INDEX uq_sibling_group_current ON sibling_group (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_sibling_group_key ON sibling_group (child, family, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_sibling_group_past ON sibling_group (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_sibling_group_superseded_by ON sibling_group (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE allocation (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	role VARCHAR NOT NULL, 
	begins DATE NOT NULL, 
	who VARCHAR, 
	why VARCHAR, 
	ends DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_allocation_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_allocation_fact_id ON allocation (fact_id);
CREATE INDEX ix_allocation_recorded_by ON allocation (recorded_by);
CREATE UNIQUE INDEX uq_allocation_current ON allocation (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_allocation_key ON allocation (child, role, begins) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_allocation_past ON allocation (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_allocation_superseded_by ON allocation (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE note (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	written DATE NOT NULL, 
	number INTEGER NOT NULL, 
	about VARCHAR, 
	words VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_note_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_note_fact_id ON note (fact_id);
CREATE INDEX ix_note_recorded_by ON note (recorded_by);
CREATE UNIQUE INDEX uq_note_current ON note (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_note_key ON note (child, written, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_note_past ON note (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_note_superseded_by ON note (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE answer (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	rule VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	state VARCHAR, 
	reason VARCHAR, 
	owner VARCHAR, 
	action VARCHAR, 
	due DATE, 
	until DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_answer_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_answer_fact_id ON answer (fact_id);
CREATE INDEX ix_answer_recorded_by ON answer (recorded_by);
CREATE UNIQUE INDEX uq_answer_current ON answer (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_answer_key ON answer (child, rule, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_answer_past ON answer (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_answer_superseded_by ON answer (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE merged (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	into_child VARCHAR NOT NULL, 
	since DATE, 
	why VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_merged_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_merged_fact_id ON merged (fact_id);
CREATE INDEX ix_merged_recorded_by ON merged (recorded_by);
CREATE UNIQUE INDEX uq_merged_current ON merged (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_merged_key ON merged (child, into_child) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_merged_past ON merged (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_merged_superseded_by ON merged (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE setting (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_setting_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_setting_fact_id ON setting (fact_id);
CREATE INDEX ix_setting_recorded_by ON setting (recorded_by);
CREATE UNIQUE INDEX uq_setting_current ON setting (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_setting_key ON setting (child, kind, name) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_setting_past ON setting (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_setting_superseded_by ON setting (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE population (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	since DATE NOT NULL, 
	estimate INTEGER, 
	source VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_population_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_population_fact_id ON population (fact_id);
CREATE INDEX ix_population_recorded_by ON population (recorded_by);
CREATE UNIQUE INDEX uq_population_current ON population (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_population_key ON population (child, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_population_past ON population (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_population_superseded_by ON population (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE target (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	measure VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	value INTEGER, 
	source VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_target_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_target_fact_id ON target (fact_id);
CREATE INDEX ix_target_recorded_by ON target (recorded_by);
CREATE UNIQUE INDEX uq_target_current ON target (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_target_key ON target (child, measure, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_target_past ON target (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_target_superseded_by ON target (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE comparator (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	measure VARCHAR NOT NULL, 
	area VARCHAR NOT NULL, 
	first DATE, 
	last DATE NOT NULL, 
	value INTEGER, 
	definition VARCHAR, 
	vintage VARCHAR NOT NULL, 
	source VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_comparator_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_comparator_fact_id ON comparator (fact_id);
CREATE INDEX ix_comparator_recorded_by ON comparator (recorded_by);
CREATE UNIQUE INDEX uq_comparator_current ON comparator (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_comparator_key ON comparator (child, measure, area, last, vintage) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_comparator_past ON comparator (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_comparator_superseded_by ON comparator (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE event (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	day DATE NOT NULL, 
	words VARCHAR NOT NULL, 
	kind VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_event_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_event_fact_id ON event (fact_id);
CREATE INDEX ix_event_recorded_by ON event (recorded_by);
CREATE UNIQUE INDEX uq_event_current ON event (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_event_key ON event (child, day, words) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_event_past ON event (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_event_superseded_by ON event (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE rebase (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	measure VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	why VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_rebase_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_rebase_fact_id ON rebase (fact_id);
CREATE INDEX ix_rebase_recorded_by ON rebase (recorded_by);
CREATE UNIQUE INDEX uq_rebase_current ON rebase (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_rebase_key ON rebase (child, measure, day) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_rebase_past ON rebase (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_rebase_superseded_by ON rebase (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE training (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	day DATE NOT NULL, 
	role VARCHAR NOT NULL, 
	trained INTEGER, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_training_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_training_fact_id ON training (fact_id);
CREATE INDEX ix_training_recorded_by ON training (recorded_by);
CREATE UNIQUE INDEX uq_training_current ON training (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_training_key ON training (child, day, role) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_training_past ON training (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_training_superseded_by ON training (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE publication (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	number INTEGER NOT NULL, 
	title VARCHAR, 
	day DATE, 
	first DATE, 
	sealed VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_publication_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_publication_fact_id ON publication (fact_id);
CREATE INDEX ix_publication_recorded_by ON publication (recorded_by);
CREATE UNIQUE INDEX uq_publication_current ON publication (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_publication_key ON publication (child, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_publication_past ON publication (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_publication_superseded_by ON publication (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE published_child (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	publication INTEGER NOT NULL, 
	counted VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_published_child_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_published_child_fact_id ON published_child (fact_id);
CREATE INDEX ix_published_child_recorded_by ON published_child (recorded_by);
CREATE UNIQUE INDEX uq_published_child_current ON published_child (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_published_child_key ON published_child (child, publication) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_published_child_past ON published_child (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_published_child_superseded_by ON published_child (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE claim (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	paper VARCHAR NOT NULL, 
	reported DATE, 
	number INTEGER NOT NULL, 
	place VARCHAR, 
	wording VARCHAR, 
	kind VARCHAR, 
	measure VARCHAR, 
	part VARCHAR, 
	from_first DATE, 
	from_day DATE, 
	first DATE, 
	day DATE, 
	earlier VARCHAR, 
	figure VARCHAR, 
	percent VARCHAR, 
	base VARCHAR, 
	came VARCHAR, 
	went VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_claim_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_claim_fact_id ON claim (fact_id);
CREATE INDEX ix_claim_recorded_by ON claim (recorded_by);
CREATE UNIQUE INDEX uq_claim_current ON claim (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_claim_key ON claim (child, paper, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_claim_past ON claim (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_claim_superseded_by ON claim (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE meeting (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	held DATE NOT NULL, 
	called DATE NOT NULL, 
	chair VARCHAR, 
	quorum INTEGER, 
	minutes_each INTEGER, 
	as_at DATE, 
	known INTEGER, 
	begun VARCHAR, 
	closed VARCHAR, 
	notes VARCHAR, 
	signed DATE, 
	signed_by VARCHAR, 
	sealed VARCHAR, 
	fingerprint VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_meeting_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_meeting_fact_id ON meeting (fact_id);
CREATE INDEX ix_meeting_recorded_by ON meeting (recorded_by);
CREATE UNIQUE INDEX uq_meeting_current ON meeting (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_meeting_key ON meeting (child, held) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_meeting_past ON meeting (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_meeting_superseded_by ON meeting (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE attendance (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	meeting DATE NOT NULL, 
	who VARCHAR NOT NULL, 
	role VARCHAR, 
	present VARCHAR, 
	interest VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_attendance_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_attendance_fact_id ON attendance (fact_id);
CREATE INDEX ix_attendance_recorded_by ON attendance (recorded_by);
CREATE UNIQUE INDEX uq_attendance_current ON attendance (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_attendance_key ON attendance (child, meeting, who) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_attendance_past ON attendance (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_attendance_superseded_by ON attendance (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE minute_correction (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	meeting DATE NOT NULL, 
	number INTEGER NOT NULL, 
	said DATE NOT NULL, 
	words VARCHAR, 
	child_ref VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_minute_correction_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_minute_correction_fact_id ON minute_correction (fact_id);
CREATE INDEX ix_minute_correction_recorded_by ON minute_correction (recorded_by);
CREATE UNIQUE INDEX uq_minute_correction_current ON minute_correction (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_minute_correction_key ON minute_correction (child, meeting, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_minute_correction_past ON minute_correction (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_minute_correction_superseded_by ON minute_correction (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE pmg_item (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	meeting DATE NOT NULL, 
	listed DATE NOT NULL, 
	place INTEGER, 
	put VARCHAR, 
	why VARCHAR, 
	off VARCHAR, 
	minutes INTEGER, 
	discussed DATE, 
	decision VARCHAR, 
	agreed VARCHAR, 
	heard VARCHAR, 
	seconds INTEGER, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_pmg_item_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_pmg_item_fact_id ON pmg_item (fact_id);
CREATE INDEX ix_pmg_item_recorded_by ON pmg_item (recorded_by);
CREATE UNIQUE INDEX uq_pmg_item_current ON pmg_item (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_pmg_item_key ON pmg_item (child, meeting) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_pmg_item_past ON pmg_item (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_pmg_item_superseded_by ON pmg_item (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE pmg_action (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	number INTEGER NOT NULL, 
	meeting DATE NOT NULL, 
	words VARCHAR, 
	owner VARCHAR, 
	due DATE, 
	ends DATE, 
	why_ended VARCHAR, 
	evidence VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_pmg_action_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_pmg_action_fact_id ON pmg_action (fact_id);
CREATE INDEX ix_pmg_action_recorded_by ON pmg_action (recorded_by);
CREATE UNIQUE INDEX uq_pmg_action_current ON pmg_action (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_pmg_action_key ON pmg_action (child, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_pmg_action_past ON pmg_action (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_pmg_action_superseded_by ON pmg_action (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE escalation (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	action INTEGER NOT NULL, 
	rung VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	why VARCHAR, 
	answered DATE, 
	outcome VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_escalation_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_escalation_fact_id ON escalation (fact_id);
CREATE INDEX ix_escalation_recorded_by ON escalation (recorded_by);
CREATE UNIQUE INDEX uq_escalation_current ON escalation (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_escalation_key ON escalation (child, action, rung) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_escalation_past ON escalation (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_escalation_superseded_by ON escalation (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE theme_lead (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	theme VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	lead VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_theme_lead_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_theme_lead_fact_id ON theme_lead (fact_id);
CREATE INDEX ix_theme_lead_recorded_by ON theme_lead (recorded_by);
CREATE UNIQUE INDEX uq_theme_lead_current ON theme_lead (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_theme_lead_key ON theme_lead (child, theme, since) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_theme_lead_past ON theme_lead (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_theme_lead_superseded_by ON theme_lead (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE plan_action (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	number INTEGER NOT NULL, 
	theme VARCHAR, 
	words VARCHAR, 
	owner VARCHAR, 
	agreed DATE NOT NULL, 
	starts DATE, 
	due DATE, 
	measure VARCHAR, 
	ends DATE, 
	why_ended VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_plan_action_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_plan_action_fact_id ON plan_action (fact_id);
CREATE INDEX ix_plan_action_recorded_by ON plan_action (recorded_by);
CREATE UNIQUE INDEX uq_plan_action_current ON plan_action (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_plan_action_key ON plan_action (child, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_plan_action_past ON plan_action (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_plan_action_superseded_by ON plan_action (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE progress_note (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	theme VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	number INTEGER NOT NULL, 
	action INTEGER, 
	words VARCHAR, 
	status VARCHAR, 
	state VARCHAR, 
	evidence VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_progress_note_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_progress_note_fact_id ON progress_note (fact_id);
CREATE INDEX ix_progress_note_recorded_by ON progress_note (recorded_by);
CREATE UNIQUE INDEX uq_progress_note_current ON progress_note (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_progress_note_key ON progress_note (child, theme, day, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_progress_note_past ON progress_note (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_progress_note_superseded_by ON progress_note (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE plan_risk (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	number INTEGER NOT NULL, 
	words VARCHAR, 
	since DATE NOT NULL, 
	level VARCHAR, 
	owner VARCHAR, 
	mitigation VARCHAR, 
	ends DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_plan_risk_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_plan_risk_fact_id ON plan_risk (fact_id);
CREATE INDEX ix_plan_risk_recorded_by ON plan_risk (recorded_by);
CREATE UNIQUE INDEX uq_plan_risk_current ON plan_risk (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_plan_risk_key ON plan_risk (child, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_plan_risk_past ON plan_risk (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_plan_risk_superseded_by ON plan_risk (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE next_step (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	number INTEGER NOT NULL, 
	words VARCHAR, 
	since DATE NOT NULL, 
	owner VARCHAR, 
	due DATE, 
	ends DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_next_step_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_next_step_fact_id ON next_step (fact_id);
CREATE INDEX ix_next_step_recorded_by ON next_step (recorded_by);
CREATE UNIQUE INDEX uq_next_step_current ON next_step (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_next_step_key ON next_step (child, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_next_step_past ON next_step (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_next_step_superseded_by ON next_step (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE audit_finding (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	number INTEGER NOT NULL, 
	day DATE NOT NULL, 
	source VARCHAR, 
	words VARCHAR, 
	theme VARCHAR, 
	response VARCHAR, 
	ends DATE, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_audit_finding_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_audit_finding_fact_id ON audit_finding (fact_id);
CREATE INDEX ix_audit_finding_recorded_by ON audit_finding (recorded_by);
CREATE UNIQUE INDEX uq_audit_finding_current ON audit_finding (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_audit_finding_key ON audit_finding (child, number) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_audit_finding_past ON audit_finding (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_audit_finding_superseded_by ON audit_finding (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE report_text (
	row_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	child VARCHAR NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	superseded_by INTEGER, 
	ended BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	year INTEGER, 
	older VARCHAR, 
	report VARCHAR NOT NULL, 
	as_at DATE NOT NULL, 
	part VARCHAR NOT NULL, 
	words VARCHAR, 
	PRIMARY KEY (row_id), 
	CONSTRAINT ck_report_text_order CHECK (superseded_by > recorded_by), 
	FOREIGN KEY(child) REFERENCES child (id), 
	FOREIGN KEY(recorded_by) REFERENCES change_set (number), 
	FOREIGN KEY(superseded_by) REFERENCES change_set (number)
);
CREATE INDEX ix_report_text_fact_id ON report_text (fact_id);
CREATE INDEX ix_report_text_recorded_by ON report_text (recorded_by);
CREATE UNIQUE INDEX uq_report_text_current ON report_text (fact_id) WHERE superseded_by IS NULL;
CREATE UNIQUE INDEX uq_report_text_key ON report_text (child, report, as_at, part) WHERE superseded_by IS NULL AND NOT ended;
CREATE INDEX ix_report_text_past ON report_text (child) WHERE superseded_by IS NOT NULL OR ended;
CREATE INDEX ix_report_text_superseded_by ON report_text (superseded_by) WHERE superseded_by IS NOT NULL;
INSERT INTO alembic_version VALUES ('0005');
INSERT INTO head VALUES (1, 0);
