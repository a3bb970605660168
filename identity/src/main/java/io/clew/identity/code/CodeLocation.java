package io.clew.identity.code;

import io.clew.identity.dataset.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells code from where a scheduler says that it lies: a repository and a revision, an address of
 * one file in it, or both.
 *
 * @param name what the code is called
 * @param path the file or folder within the repository; empty when not told
 * @param url the address without credentials
 */
public record CodeLocation(CodeName name, Optional<String> path, String url) {

    /** What stands between a repository and a revision in the addresses of files, by host. */
    private static final List<String> MARKS =
            List.of("/-/blob/", "/-/tree/", "/-/raw/", "/blob/", "/tree/", "/raw/");

    private static final int SHA1_CHARS = 40;

    /**
     * Reads a location; whether there were changes that nobody committed is unknown.
     *
     * <p>Without a commit the code is named by its repository and path, with the revision where one
     * is told ({@code path@1234}); without a repository by its address.
     *
     * @param system stands for the repository when none can be told
     * @param url address of a file, folder or repository
     * @param repository the repository's remote; blank when not told
     * @param path path within it; blank when not told
     * @param version the commit or other revision; blank when not told
     */
    public static CodeLocation of(
            String system, String url, String repository, String path, String version) {
        String shown = Secrets.redacted(url.strip());
        int mark = -1;
        int length = 0;
        for (String each : MARKS) {
            int at = shown.indexOf(each, shown.indexOf("://") + 3);
            if (at > 0 && mark < 0) {
                mark = at;
                length = each.length();
            }
        }
        String told = repository.isBlank() && mark > 0 ? shown.substring(0, mark) : repository;
        Optional<String> remote =
                GitRemotes.repository(told.isBlank() ? withoutFile(shown, path) : told);
        String rest = mark < 0 ? "" : shown.substring(mark + length);
        int slash = rest.indexOf('/');
        String revision = slash < 0 ? rest : rest.substring(0, slash);
        String file = slash < 0 ? "" : rest.substring(slash + 1);
        Optional<String> where =
                Optional.of(path.isBlank() ? file : path.strip()).filter(p -> !p.isEmpty());
        Optional<String> commit =
                version.isBlank()
                        ? Optional.of(revision)
                                .filter(r -> r.length() >= SHA1_CHARS)
                                .flatMap(CodeName::commitId)
                        : CodeName.commitId(version);
        CodeName name =
                commit.map(id -> CodeName.unknown(remote, id))
                        .orElseGet(() -> uncommitted(system, shown, remote, where, version));
        return new CodeLocation(name, where, shown);
    }

    private static CodeName uncommitted(
            String system,
            String url,
            Optional<String> repository,
            Optional<String> path,
            String version) {
        String revision = version.isBlank() ? "" : "@" + version.strip();
        return repository
                .map(r -> CodeName.byPath(r, path.orElse("") + revision, CodeState.UNKNOWN))
                .orElseGet(() -> CodeName.byPath(system, url + revision, CodeState.UNKNOWN));
    }

    /** Returns an address without the path within its repository that it ends in. */
    private static String withoutFile(String url, String path) {
        String end = "/" + path.strip().toLowerCase(Locale.ROOT);
        return !path.isBlank() && url.toLowerCase(Locale.ROOT).endsWith(end)
                ? url.substring(0, url.length() - end.length())
                : url;
    }
}
