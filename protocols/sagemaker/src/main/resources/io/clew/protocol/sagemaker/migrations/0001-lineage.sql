-- What SageMaker's clients made, in its own form. kind: artifact, action, context, experiment,
-- experiment-trial, experiment-trial-component. region: of the ARN. name: as given, empty when an
-- artifact has none. type: the client's word, or what the component's source is. source: SHA-256 of the
-- source's URI or ARN, empty when there is none. parent: ARN of a trial's experiment, else empty.
-- document: the members of the describing answer that are not columns, as JSON.
CREATE TABLE sm_entity (
    workspace_id {{INT64}} NOT NULL,
    arn TEXT {{BINARY_ORDER}} NOT NULL,
    kind TEXT {{BINARY_ORDER}} NOT NULL,
    region TEXT {{BINARY_ORDER}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    type TEXT {{BINARY_ORDER}} NOT NULL,
    source TEXT {{BINARY_ORDER}} NOT NULL,
    parent TEXT {{BINARY_ORDER}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    modified_ms {{INT64}} NOT NULL,
    node_id {{INT64}} NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (workspace_id, arn)
) {{STRICT}};
CREATE INDEX sm_entity_created ON sm_entity (workspace_id, kind, region, created_ms, arn);
CREATE INDEX sm_entity_all ON sm_entity (workspace_id, region, created_ms, arn);
CREATE INDEX sm_entity_name ON sm_entity (workspace_id, kind, region, name, arn);
CREATE INDEX sm_entity_source ON sm_entity (workspace_id, kind, source, created_ms, arn);
CREATE INDEX sm_entity_type ON sm_entity (workspace_id, kind, type, created_ms, arn);
CREATE INDEX sm_entity_parent ON sm_entity (workspace_id, parent, created_ms, arn);

-- Associations between two of them; types are those that ListAssociations tells.
CREATE TABLE sm_association (
    workspace_id {{INT64}} NOT NULL,
    source_arn TEXT {{BINARY_ORDER}} NOT NULL,
    destination_arn TEXT {{BINARY_ORDER}} NOT NULL,
    region TEXT {{BINARY_ORDER}} NOT NULL,
    source_type TEXT {{BINARY_ORDER}} NOT NULL,
    destination_type TEXT {{BINARY_ORDER}} NOT NULL,
    type TEXT {{BINARY_ORDER}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, source_arn, destination_arn)
) {{CLUSTERED}};
CREATE INDEX sm_association_destination ON sm_association (workspace_id, destination_arn, source_arn);
CREATE INDEX sm_association_created
    ON sm_association (workspace_id, region, created_ms, source_arn, destination_arn);

-- Which trial components are in which trials.
CREATE TABLE sm_member (
    workspace_id {{INT64}} NOT NULL,
    trial_arn TEXT {{BINARY_ORDER}} NOT NULL,
    component_arn TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (workspace_id, trial_arn, component_arn)
) {{CLUSTERED}};
CREATE INDEX sm_member_component ON sm_member (workspace_id, component_arn, trial_arn);

CREATE TABLE sm_tag (
    workspace_id {{INT64}} NOT NULL,
    arn TEXT {{BINARY_ORDER}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (workspace_id, arn, key)
) {{CLUSTERED}};
