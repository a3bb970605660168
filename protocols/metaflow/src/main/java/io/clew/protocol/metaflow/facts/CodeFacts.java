package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.http.json.Json;
import io.clew.identity.code.CodeName;
import io.clew.identity.code.CodeState;
import io.clew.identity.code.GitRemotes;
import io.clew.identity.environment.Environment;
import io.clew.identity.environment.Requirement;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.metaflow.rows.Run;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Says which code a task executed and what it ran in, from what each attempt tells of itself. */
final class CodeFacts {
    private CodeFacts() {}

    /**
     * Says both of a task and its run.
     *
     * @param said metadata by field, as texts
     */
    static void say(Commit commit, Run run, Urn task, Map<String, String> said, Moment moment) {
        code(run, said)
                .ifPresent(
                        code -> {
                            describe(commit, code, said, moment);
                            executed(commit, task, code, moment);
                            executed(commit, run.urn(), code, moment);
                        });
        String script = said.get("script-name");
        if (script != null && !script.isEmpty()) {
            Once.declare(commit, run.urn(), Attributes.ENTRY_POINT, script, moment.at());
        }
        Environment environment = environment(said);
        if (!environment.isEmpty()) {
            Urn urn = environment.urn();
            environment
                    .python()
                    .ifPresent(
                            version ->
                                    Once.declare(
                                            commit, urn, Attributes.PYTHON, version, moment.at()));
            Once.declare(
                    commit,
                    urn,
                    Attributes.PACKAGES,
                    Map.copyOf(environment.packages()),
                    moment.at());
            Once.declare(commit, task, EdgeKind.RAN_IN, urn, moment.at());
            Once.declare(commit, run.urn(), EdgeKind.RAN_IN, urn, moment.at());
        }
    }

    private static void executed(Commit commit, Urn by, CodeName code, Moment moment) {
        Once.declare(commit, by, EdgeKind.EXECUTED, code.urn(), moment.at());
        Once.declare(commit, by, Attributes.CODE_STATE, code.state().wireName(), moment.at());
    }

    private static void describe(
            Commit commit, CodeName code, Map<String, String> said, Moment moment) {
        Urn urn = code.urn();
        code.commit()
                .ifPresent(id -> Once.declare(commit, urn, Attributes.COMMIT, id, moment.at()));
        code.repository()
                .ifPresent(
                        name ->
                                Once.declare(
                                        commit, urn, Attributes.REPOSITORY, name, moment.at()));
        Once.declare(commit, urn, Attributes.CODE_STATE, code.state().wireName(), moment.at());
        if (git(said).get("branch_name") instanceof String branch && !branch.isEmpty()) {
            Once.declare(commit, urn, Attributes.BRANCH, branch, moment.at());
        }
    }

    /**
     * Names the code by its commit, else by its script. Metaflow leaves out what is false, so a
     * missing mark of changes means clean or not known: the state stays unknown.
     */
    private static Optional<CodeName> code(Run run, Map<String, String> said) {
        Map<?, ?> git = git(said);
        Optional<String> commit =
                git.get("commit_sha") instanceof String sha
                        ? CodeName.commitId(sha)
                        : Optional.empty();
        Optional<String> repository =
                git.get("repo_url") instanceof String url
                        ? GitRemotes.repository(url)
                        : Optional.empty();
        if (commit.isPresent()) {
            return Optional.of(
                    isTrue(git.get("has_uncommitted_changes"))
                            ? CodeName.dirtyUnknownPatch(
                                    repository, commit.get(), Run.SYSTEM + "/" + run.pathspec())
                            : CodeName.unknown(repository, commit.get()));
        }
        return Optional.ofNullable(said.get("script-name"))
                .filter(script -> !script.isEmpty())
                .map(script -> CodeName.byPath(Run.SYSTEM, script, CodeState.UNKNOWN));
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable Object value) {
        return value != null && String.valueOf(value).equalsIgnoreCase("true");
    }

    private static Map<?, ?> git(Map<String, String> said) {
        return json(said.get("git-info")) instanceof Map<?, ?> git ? git : Map.of();
    }

    /** Reads JSON within a metadatum; null when it is none. */
    static @org.jspecify.annotations.Nullable Object json(
            @org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (ClewException broken) {
            return null;
        }
    }

    private static Environment environment(Map<String, String> said) {
        TreeSet<Requirement> packages = new TreeSet<>();
        Optional.ofNullable(said.get("metaflow_version"))
                .flatMap(version -> Requirement.ofPip("metaflow==" + version.split("[+]", 2)[0]))
                .ifPresent(packages::add);
        return new Environment(
                Optional.ofNullable(said.get("python_version")).filter(v -> !v.isBlank()),
                packages,
                new TreeSet<>());
    }
}
