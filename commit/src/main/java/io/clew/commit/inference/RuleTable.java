package io.clew.commit.inference;

/** Lists the tables in which rules keep what they look up. */
public enum RuleTable {

    /** Versions of datasets that runs completed, by when. */
    COMPLETED_VERSION(
            "completed_version",
            "INSERT INTO completed_version (dataset_id, completed_ms, version_hash, run_id,"
                    + " asserter_id, version_id, workspace_id) VALUES :rows ON CONFLICT DO"
                    + " NOTHING"),

    /** Runs that used a dataset, whichever version they named, by their start. */
    DATASET_USE(
            "dataset_use",
            "INSERT INTO dataset_use (dataset_id, start_ms, run_id, workspace_id) VALUES :rows ON"
                    + " CONFLICT DO NOTHING"),

    /** Standing same-as edges, each both ways. */
    SAME_NAME(
            "same_name",
            "INSERT INTO same_name (node_id, other_id, asserter_id, forward, workspace_id) VALUES"
                    + " :rows ON CONFLICT DO NOTHING");

    private final String tableName;
    private final String insert;

    RuleTable(String tableName, String insert) {
        this.tableName = tableName;
        this.insert = insert;
    }

    /** Returns the table's name in SQL. */
    public String tableName() {
        return tableName;
    }

    /** Returns the statement that inserts rows, with {@code :rows} for them. */
    public String insert() {
        return insert;
    }
}
