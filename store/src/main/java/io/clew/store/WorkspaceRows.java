package io.clew.store;

import io.clew.model.Workspace;
import java.util.OptionalInt;

/** Finds and makes the rows of workspaces. */
public final class WorkspaceRows {
    private WorkspaceRows() {}

    /** Returns the number of a workspace; empty when there is none of that name. */
    public static OptionalInt find(Db db, Workspace workspace) {
        return db.sql("SELECT id FROM workspace WHERE name = :name")
                .bind("name", workspace.name())
                .first(row -> OptionalInt.of((int) row.integer("id")))
                .orElse(OptionalInt.empty());
    }

    /**
     * Makes a workspace; nothing when it is there already, also when another server makes it
     * meanwhile.
     *
     * @param workspace whose name is {@link Workspace#isName one}
     * @return whether it was made now
     */
    public static boolean make(Db db, Workspace workspace) {
        return db.sql(
                                "INSERT INTO workspace (id, name) SELECT (SELECT MAX(id) + 1 FROM"
                                        + " workspace), :name WHERE NOT EXISTS (SELECT 1 FROM"
                                        + " workspace WHERE name = :name) ON CONFLICT DO NOTHING")
                        .bind("name", workspace.name())
                        .update()
                == 1;
    }
}
