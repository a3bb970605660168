package io.clew.protocol.mlflow.captures;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.environment.Environment;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.Optional;

/**
 * Keeps the environment that the files of one folder tell of.
 *
 * <p>The files come one by one, and each may change what the environment is; then what was said
 * before is taken back, since it never was.
 */
public final class FolderEnvironment {
    private final Commit commit;
    private final Scope scope;
    private final String folder;
    private final Urn owner;

    /**
     * Looks at a folder.
     *
     * @param owner whose environment it is: a run, or a logged model that no run made
     */
    public FolderEnvironment(Commit commit, String folder, Urn owner) {
        this.commit = commit;
        this.scope = Scope.of(commit);
        this.folder = folder;
        this.owner = owner;
    }

    /** Says whether nothing of the folder was said before. */
    public boolean isNew() {
        return before().isEmpty();
    }

    /** Says what the environment is; nothing happens when that is what was said before. */
    public void set(Environment environment) {
        set(environment, EventTime.received(commit.now()));
    }

    /**
     * Says what the environment is; nothing happens when that is what was said before.
     *
     * @param at since when
     * @return whether that changed anything
     */
    public boolean set(Environment environment, EventTime at) {
        Optional<String> now =
                environment.isEmpty()
                        ? Optional.empty()
                        : Optional.of(environment.urn().toString());
        Optional<String> before = before();
        if (before.equals(now)) {
            return false;
        }
        delete();
        before.filter(urn -> !isToldElsewhere(urn)).flatMap(Urn::parse).ifPresent(this::takeBack);
        now.ifPresent(
                urn -> {
                    insert(urn);
                    say(environment, at);
                });
        return true;
    }

    private void say(Environment environment, EventTime at) {
        Urn urn = environment.urn();
        commit.observe(owner, EdgeKind.RAN_IN, urn, at);
        environment
                .python()
                .ifPresent(python -> Once.declare(commit, urn, Attributes.PYTHON, python, at));
        if (!environment.requirements().isEmpty()) {
            Once.declare(commit, urn, Attributes.PACKAGES, environment.packages(), at);
        }
    }

    private void takeBack(Urn environment) {
        Once.withdraw(
                commit,
                owner,
                EdgeKind.RAN_IN,
                environment,
                EventTime.received(commit.now()),
                "a further file of " + folder + " tells more of the environment");
    }

    private Optional<String> before() {
        return scope.sql(
                        """
                        SELECT environment FROM mlflow_folder_environment
                        WHERE workspace_id = :workspace AND folder = :folder AND owner = :owner
                        """)
                .bind("folder", folder)
                .bind("owner", owner.toString())
                .first(row -> row.text("environment"));
    }

    private boolean isToldElsewhere(String environment) {
        return scope.sql(
                        """
                        SELECT 1 FROM mlflow_folder_environment
                        WHERE workspace_id = :workspace AND owner = :owner
                            AND environment = :environment
                        """)
                .bind("owner", owner.toString())
                .bind("environment", environment)
                .first(row -> true)
                .isPresent();
    }

    private void delete() {
        scope.sql(
                        """
                        DELETE FROM mlflow_folder_environment
                        WHERE workspace_id = :workspace AND folder = :folder
                        """)
                .bind("folder", folder)
                .update();
    }

    private void insert(String environment) {
        scope.sql(
                        """
                        INSERT INTO mlflow_folder_environment (workspace_id, folder, owner,
                            environment)
                        VALUES (:workspace, :folder, :owner, :environment)
                        """)
                .bind("folder", folder)
                .bind("owner", owner.toString())
                .bind("environment", environment)
                .update();
    }
}
