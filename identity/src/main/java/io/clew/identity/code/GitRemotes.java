package io.clew.identity.code;

import io.clew.identity.dataset.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns the spellings of a git remote into one repository, such as {@code github.com/bank/fraud}.
 *
 * <p>Scheme, user, password, {@code .git} and ports that git assumes say nothing of which
 * repository it is; nor does a port of ssh, for the same server has another for the web. On hosts
 * known to ignore case the path is in lower case.
 */
public final class GitRemotes {
    private static final int LENGTH_MAX = 2048;

    private static final Pattern URL =
            Pattern.compile(
                    "(?:git\\+)?([a-z][a-z0-9+.-]*)://([^/?#]*)([^?#]*).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> SCHEMES =
            Set.of("http", "https", "ssh", "git", "ftp", "ftps", "rsync");
    private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9._-]*|\\[[0-9a-f:.]+\\]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern PASSWORD = Pattern.compile("^[^/@\\s]+:[^/@\\s]+@(?=[^:@]+/)");
    private static final Pattern SCP =
            Pattern.compile("(?:[^@/\\s]+@)?([^:/@\\s]{2,}):(?!//)([^#@:;=?]+)(?:#.*)?");
    private static final Pattern CODE_COMMIT =
            Pattern.compile("codecommit(?:::([a-z0-9-]+))?://(?:[^@]+@)?([^/@]+)");
    private static final Pattern CANONICAL =
            Pattern.compile(
                    "[A-Za-z0-9_-]+(?:(?:\\.[A-Za-z0-9_-]+)+(?::[0-9]{1,5})?|:[0-9]{1,5})/[^#@]+");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*");
    private static final Pattern AZURE_OLD_HOST = Pattern.compile("([^.]+)\\.visualstudio\\.com");

    private static final Set<String> CASELESS_HOSTS =
            Set.of("github.com", "gitlab.com", "bitbucket.org", "dev.azure.com");

    private GitRemotes() {}

    /**
     * Returns the canonical repository of a remote; empty when the text names none, as a relative
     * path does not without the place it is relative to.
     */
    public static Optional<String> repository(String remote) {
        if (remote.isBlank() || remote.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String given = remote.strip();
        String text =
                given.contains("://")
                        ? Secrets.redacted(given)
                        : PASSWORD.matcher(given).replaceFirst("");
        if (text.startsWith("/") || DRIVE.matcher(text).matches()) {
            return local(text);
        }
        Matcher codeCommit = CODE_COMMIT.matcher(text);
        if (codeCommit.matches()) {
            return codeCommit.group(1) == null
                    ? Optional.empty()
                    : hosted(
                            "git-codecommit." + codeCommit.group(1) + ".amazonaws.com",
                            "v1/repos/" + codeCommit.group(2));
        }
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            String scheme = url.group(1).toLowerCase(Locale.ROOT);
            if (scheme.equals("file")) {
                return local(url.group(3));
            }
            return SCHEMES.contains(scheme)
                    ? hosted(host(scheme, url.group(2)), url.group(3))
                    : Optional.empty();
        }
        if (CANONICAL.matcher(text).matches()) {
            int slash = text.indexOf('/');
            return hosted(text.substring(0, slash).toLowerCase(Locale.ROOT), text.substring(slash));
        }
        Matcher scp = SCP.matcher(text);
        return scp.matches() ? hosted(host("ssh", scp.group(1)), scp.group(2)) : Optional.empty();
    }

    private static Optional<String> local(String given) {
        List<String> parts = parts(given.replace('\\', '/'));
        return parts.isEmpty() ? Optional.empty() : Optional.of("/" + String.join("/", parts));
    }

    private static Optional<String> hosted(String host, String path) {
        List<String> parts = parts(path.split("#", 2)[0]);
        if (host.isEmpty() || parts.isEmpty()) {
            return Optional.empty();
        }
        Matcher azureOld = AZURE_OLD_HOST.matcher(host);
        if (host.equals("ssh.dev.azure.com") || host.equals("vs-ssh.visualstudio.com")) {
            return parts.size() == 4
                    ? Optional.of(azure(parts.get(1), parts.get(2), parts.get(3)))
                    : Optional.of(joined(host, parts));
        }
        int git = parts.indexOf("_git");
        if (host.equals("dev.azure.com") && git > 0 && git == parts.size() - 2) {
            return Optional.of(
                    azure(
                            parts.getFirst(),
                            git == 1 ? parts.getLast() : parts.get(1),
                            parts.getLast()));
        }
        if (azureOld.matches() && git >= 0 && git == parts.size() - 2) {
            String project = git == 0 ? parts.getLast() : parts.get(git - 1);
            boolean collection = project.equalsIgnoreCase("DefaultCollection");
            return Optional.of(
                    azure(
                            azureOld.group(1),
                            collection ? parts.getLast() : project,
                            parts.getLast()));
        }
        return Optional.of(joined(host, parts));
    }

    private static String joined(String host, List<String> parts) {
        String path = String.join("/", parts);
        return host + "/" + (CASELESS_HOSTS.contains(host) ? path.toLowerCase(Locale.ROOT) : path);
    }

    private static String azure(String organization, String project, String repository) {
        return joined("dev.azure.com", List.of(organization, project, "_git", repository));
    }

    private static String host(String scheme, String authority) {
        String folded =
                authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        int colon = folded.lastIndexOf(':');
        String host = colon < 0 || folded.endsWith("]") ? folded : folded.substring(0, colon);
        String port = host.length() == folded.length() ? "" : folded.substring(colon + 1);
        if (!HOST.matcher(host).matches()) {
            return "";
        }
        boolean web = scheme.startsWith("http");
        boolean usual = !PORT.matcher(port).matches() || port.equals("443") || port.equals("80");
        return switch (host) {
            case "www.github.com", "ssh.github.com" -> "github.com";
            case "altssh.gitlab.com" -> "gitlab.com";
            case "altssh.bitbucket.org" -> "bitbucket.org";
            default -> web && !usual ? host + ":" + port : host;
        };
    }

    /** Returns the parts of a path; what ends in {@code .git} ends before it. */
    private static List<String> parts(String path) {
        List<String> parts =
                Arrays.stream(path.split("/"))
                        .map(part -> part.replace("%20", " ").strip())
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .collect(Collectors.toCollection(ArrayList::new));
        while (!parts.isEmpty() && parts.getLast().endsWith(".git")) {
            String last = parts.removeLast();
            String name = last.substring(0, last.length() - ".git".length()).strip();
            if (!name.isEmpty() && !name.equals(".")) {
                parts.add(name);
            }
        }
        return parts;
    }
}
