package io.clew.identity.environment;

import io.clew.identity.Digests;
import io.clew.identity.dataset.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that describe an environment. All are a client's: what has not the form that is
 * expected is left unread and said to be, never an error.
 */
public final class EnvironmentFiles {
    /** Largest requirements text that is read by line; more is no list that people keep. */
    public static final int LENGTH_MAX = 1 << 20;

    private static final int LINE_LENGTH_MAX = 8192;

    /**
     * The file that MLflow writes beside its YAML files; they refer to it, and it is read itself.
     */
    private static final String SIBLING = "-r requirements.txt";

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*$");
    private static final Pattern INCLUDE =
            Pattern.compile("(?:-r|--requirement|-c|--constraint)[\\s=]*(.+)");
    private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)[\\s=]*(.+)");
    private static final Pattern OPTIONS = Pattern.compile("\\s--[a-z].*$");
    private static final Pattern PYTHON = Pattern.compile("={0,3}([0-9][0-9A-Za-z.]*)");

    private EnvironmentFiles() {}

    /**
     * Reads a requirements.txt: pins, ranges, extras, markers, comments, continued lines, editable
     * installs and URLs. Options such as indexes and hashes say nothing of what is installed;
     * another file that it includes stays unread.
     */
    public static Environment requirements(String text) {
        Reader reader = new Reader();
        String read = text.substring(0, Math.min(text.length(), LENGTH_MAX));
        String joined = read.replaceAll("\\\\\r?\n", " ");
        for (String line : joined.split("\r\n|\r|\n")) {
            reader.pip(line);
        }
        if (text.length() > LENGTH_MAX) {
            reader.unread(text.substring(LENGTH_MAX));
        }
        return reader.environment(Optional.empty());
    }

    /** Reads a conda.yaml: {@code dependencies} of conda, and below {@code pip} those of pip. */
    public static Environment conda(Map<?, ?> yaml) {
        Reader reader = new Reader();
        Optional<String> python = Optional.empty();
        for (Object dependency : list(yaml.get("dependencies"))) {
            switch (dependency) {
                case String text -> {
                    Optional<Requirement> read = Requirement.ofConda(text);
                    Optional<String> told =
                            read.filter(r -> r.name().equals("python"))
                                    .flatMap(r -> python(r.constraint()));
                    if (told.isPresent()) {
                        python = told;
                    } else {
                        reader.add(text, read);
                    }
                }
                case Map<?, ?> map -> reader.pipList(map.get("pip"));
                case null, default -> reader.unread(String.valueOf(dependency));
            }
        }
        return reader.environment(python);
    }

    /**
     * Reads a python_env.yaml: {@code python}, {@code build_dependencies}, {@code dependencies}.
     */
    public static Environment pythonEnv(Map<?, ?> yaml) {
        Reader reader = new Reader();
        reader.pipList(yaml.get("build_dependencies"));
        reader.pipList(yaml.get("dependencies"));
        return reader.environment(python(yaml.get("python")));
    }

    /** Reads an MLmodel, which tells the version of Python that its python_function flavor had. */
    public static Environment mlmodel(Map<?, ?> yaml) {
        Object flavors = yaml.get("flavors");
        Object flavor = flavors instanceof Map<?, ?> map ? map.get("python_function") : null;
        Object version = flavor instanceof Map<?, ?> map ? map.get("python_version") : null;
        return new Reader().environment(python(version));
    }

    /** Returns a version of Python; a range of versions is none. */
    private static Optional<String> python(@Nullable Object version) {
        Matcher m = PYTHON.matcher(version == null ? "" : version.toString().strip());
        return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Gathers what lines tell. */
    private static final class Reader {
        private final SortedSet<Requirement> requirements = new TreeSet<>();
        private final SortedSet<String> unread = new TreeSet<>();

        void pipList(@Nullable Object dependencies) {
            for (Object dependency : list(dependencies)) {
                if (dependency instanceof String text) {
                    if (!text.strip().equals(SIBLING)) {
                        pip(text);
                    }
                } else {
                    unread(String.valueOf(dependency));
                }
            }
        }

        void pip(String given) {
            if (given.length() > LINE_LENGTH_MAX) {
                unread(given);
                return;
            }
            String line = COMMENT.matcher(given).replaceFirst("").strip();
            Matcher include = INCLUDE.matcher(line);
            Matcher editable = EDITABLE.matcher(line);
            if (include.matches()) {
                unread.add("-r " + Secrets.redacted(include.group(1)));
            } else if (editable.matches()) {
                add(line, Requirement.ofPip(editable.group(1)));
            } else if (!line.isEmpty() && !line.startsWith("-")) {
                add(line, Requirement.ofPip(OPTIONS.matcher(line).replaceFirst("")));
            }
        }

        void add(String line, Optional<Requirement> read) {
            read.ifPresentOrElse(requirements::add, () -> unread(line));
        }

        /** Keeps a digest only: what is not understood may be a secret. */
        void unread(String line) {
            unread.add("sha256-" + Digests.sha256(line.strip()));
        }

        Environment environment(Optional<String> python) {
            return new Environment(python, requirements, unread);
        }
    }
}
