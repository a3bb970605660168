-- Which workspace of Clew a workspace of Azure ML has. azure: subscription/group/name in small letters.
CREATE TABLE azureml_workspace (
    azure TEXT {{BINARY_ORDER}} NOT NULL PRIMARY KEY,
    workspace TEXT {{BINARY_ORDER}} NOT NULL UNIQUE
) {{STRICT}};
