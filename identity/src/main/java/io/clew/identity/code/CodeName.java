package io.clew.identity.code;

import io.clew.identity.Digests;
import io.clew.identity.Urns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names code that ran, with what is known of its state.
 *
 * @param urn the code's URN
 * @param state the working copy's state
 * @param repository canonical repository; empty without git, or when no remote was told
 * @param commit the commit's id; empty without git
 */
public record CodeName(
        Urn urn, CodeState state, Optional<String> repository, Optional<String> commit) {
    /**
     * Stands for the repository when only the commit is known: an id names the same content
     * wherever it lies.
     */
    private static final String ANY_REPOSITORY = "git";

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    /** Names a commit that ran as it is. */
    public static CodeName clean(Optional<String> repository, String commit) {
        return ofCommit(repository, commit, "", CodeState.CLEAN);
    }

    /** Names a commit of which nobody told whether it had changes. */
    public static CodeName unknown(Optional<String> repository, String commit) {
        return ofCommit(repository, commit, "", CodeState.UNKNOWN);
    }

    /** Names a commit with changes, by the patch: the same patch is the same code. */
    public static CodeName dirty(Optional<String> repository, String commit, String patch) {
        return ofCommit(
                repository, commit, "-dirty-sha256-" + Digests.sha256(patch), CodeState.DIRTY);
    }

    /**
     * Names a commit with changes that nobody kept: what ran is known to its run alone.
     *
     * @param runId the run that executed it
     */
    public static CodeName dirtyUnknownPatch(
            Optional<String> repository, String commit, String runId) {
        return ofCommit(repository, commit, "-dirty-run-" + runId, CodeState.DIRTY);
    }

    /** Names code outside git, by its path on a host or within a system. */
    public static CodeName byPath(String systemOrHost, String path, CodeState state) {
        return new CodeName(
                Urns.of(NodeKind.CODE, systemOrHost, path),
                state,
                Optional.empty(),
                Optional.empty());
    }

    /** Names code outside git by a digest of it: a snapshot, a package, an image. */
    public static CodeName byDigest(String systemOrHost, String sha256, CodeState state) {
        return byPath(systemOrHost, "sha256-" + sha256.toLowerCase(Locale.ROOT), state);
    }

    /** Returns a commit's id in lower case; empty when the text is none. */
    public static Optional<String> commitId(String text) {
        return Optional.of(text.strip().toLowerCase(Locale.ROOT))
                .filter(id -> COMMIT.matcher(id).matches());
    }

    private static CodeName ofCommit(
            Optional<String> repository, String commit, String suffix, CodeState state) {
        String id = commitId(commit).orElse(commit);
        return new CodeName(
                Urns.of(NodeKind.CODE, repository.orElse(ANY_REPOSITORY), id + suffix),
                state,
                repository,
                Optional.of(id));
    }
}
