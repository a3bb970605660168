package io.clew.protocol.azureml;

import io.clew.model.Workspace;
import io.clew.store.Db;
import io.clew.store.Store;
import io.clew.store.WorkspaceRows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each workspace of Azure ML one of Clew: with its name, or with its name and eight digits
 * when a workspace of another subscription or group has that name already.
 */
public final class AzureWorkspaces {
    /** Longest name of a workspace in Azure. */
    static final int NAME_CHARS_MAX = 33;

    /** Workspaces remembered: far more than a company has. */
    private static final int KNOWN_MAX = 10_000;

    private final Store store;
    private final Runnable opened;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * Keeps them in a store whose schema has {@link AzureMlSchema}.
     *
     * @param opened runs after a workspace was made, for what each of them must have
     */
    public AzureWorkspaces(Store store, Runnable opened) {
        this.store = store;
        this.opened = opened;
    }

    /**
     * Returns the name of Clew's workspace for one of Azure, the same on all servers of a database
     * from the first time on.
     *
     * @param name as Azure admits: letters, digits, hyphens and underscores
     */
    public String of(String subscription, String group, String name) {
        String azure = (subscription + "/" + group + "/" + name).toLowerCase(Locale.ROOT);
        String workspace = known.get(azure);
        if (workspace == null) {
            workspace =
                    store.<Optional<String>>read(db -> find(db, azure))
                            .orElseGet(() -> open(azure, name));
            if (known.size() < KNOWN_MAX) {
                known.put(azure, workspace);
            }
        }
        return workspace;
    }

    /** Says whether there is a workspace of a name, whoever made it. */
    public boolean exists(String workspace) {
        return store.read(db -> WorkspaceRows.find(db, new Workspace(workspace)).isPresent());
    }

    private String open(String azure, String name) {
        String workspace = store.write(db -> take(db, azure, name));
        opened.run();
        return workspace;
    }

    private static Optional<String> find(Db db, String azure) {
        return db
                .sql("SELECT workspace FROM azureml_workspace WHERE azure = :azure")
                .bind("azure", azure)
                .list(row -> row.text("workspace"))
                .stream()
                .findFirst();
    }

    private static String take(Db db, String azure, String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        for (String workspace : new String[] {plain, plain + "-" + digits(azure)}) {
            db.sql(
                            "INSERT INTO azureml_workspace (azure, workspace) VALUES (:azure,"
                                    + " :workspace) ON CONFLICT DO NOTHING")
                    .bind("azure", azure)
                    .bind("workspace", workspace)
                    .update();
            Optional<String> taken = find(db, azure);
            if (taken.isPresent()) {
                WorkspaceRows.make(db, new Workspace(taken.get()));
                return taken.get();
            }
        }
        throw new IllegalStateException("no workspace for " + azure);
    }

    private static String digits(String azure) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(azure.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
