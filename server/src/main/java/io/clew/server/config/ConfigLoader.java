package io.clew.server.config;

import io.clew.identity.NearNames;
import io.clew.identity.People;
import io.clew.kafka.KafkaSettings;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.sagemaker.forward.ForwardSettings;
import io.clew.s3.S3Address;
import io.clew.store.blobs.FolderFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a server from flags, the environment and a file, in that order of strength.
 *
 * <p>What is not known is an error that names the nearest known key; what is malformed is an error
 * that names its source. An empty variable counts as not set, since shells and composers pass such.
 */
public final class ConfigLoader {
    /** The file that is read from the working directory when no other is named. */
    public static final String FILE = "clew.toml";

    /** The variable that names another file. */
    public static final String FILE_VARIABLE = "CLEW_CONFIG";

    /** Variables with our prefix that verbs, the launcher and the tests of pages read, not we. */
    private static final Set<String> OTHERS_VARIABLES =
            Set.of(FILE_VARIABLE, "CLEW_SERVER", "CLEW_JAVA_OPTIONS", "CLEW_CHROMIUM", "CLEW_URL");

    private static final int PORT_MAX = 65_535;

    /** Longest name of a group: as for topics, which Kafka itself limits. */
    private static final int KAFKA_NAME_MAX = 249;

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})([mhd])");

    /** Longest silence of a run: no run lasts ten years, and one that did would be no gap. */
    private static final Duration SILENCE_MAX = Duration.ofDays(3650);

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private ConfigLoader() {}

    /**
     * Reads what is in force for a process: its flags, its environment and its file.
     *
     * @throws ClewException INVALID_PARAMETER with a sentence for the person who starts it
     */
    public static Config load(Map<Setting, String> flags) {
        Map<String, String> environment = System.getenv();
        String named = environment.getOrDefault(FILE_VARIABLE, "");
        Path file = Path.of(named.isEmpty() ? FILE : named);
        if (!named.isEmpty() && !Files.exists(file)) {
            throw ClewException.invalid(
                    FILE_VARIABLE,
                    "CLEW_CONFIG names the file %s, which is not there".formatted(file));
        }
        return load(flags, environment, Files.exists(file) ? file : null);
    }

    /** Reads what is in force from the sources given. */
    static Config load(
            Map<Setting, String> flags, Map<String, String> environment, @Nullable Path file) {
        ConfigLoader loader = new ConfigLoader();
        for (Setting setting : Setting.values()) {
            loader.put(setting, setting.defaultText(), "default");
        }
        if (file != null) {
            TomlFile.read(file).forEach((key, text) -> loader.putKey(key, text, file));
        }
        new TreeMap<>(environment).forEach(loader::putVariable);
        flags.forEach((setting, text) -> loader.put(setting, text, setting.flag()));
        return loader.config();
    }

    private void put(Setting setting, String text, String source) {
        values.put(setting, new Value(setting, text.strip(), source));
    }

    private void putKey(String key, String text, Path file) {
        Setting setting = known(key, Setting::key, Set.of(), "key '%s' in " + file);
        put(setting, text, file.toString());
    }

    private void putVariable(String name, String text) {
        if (name.startsWith("CLEW_") && !OTHERS_VARIABLES.contains(name)) {
            Setting setting =
                    known(name, Setting::variable, OTHERS_VARIABLES, "environment variable %s");
            if (!text.isEmpty()) {
                put(setting, text, name);
            }
        }
    }

    private static Setting known(
            String name, Function<Setting, String> naming, Set<String> others, String what) {
        Set<String> names = new LinkedHashSet<>();
        for (Setting setting : Setting.values()) {
            if (naming.apply(setting).equals(name)) {
                return setting;
            }
            names.add(naming.apply(setting));
        }
        names.addAll(others);
        List<String> near = NearNames.of(name, names, 1);
        throw ClewException.invalid(
                name,
                "Unknown "
                        + what.formatted(name)
                        + (near.isEmpty()
                                ? "; known are " + String.join(", ", names)
                                : "; the nearest known one is " + near.getFirst()));
    }

    private Config config() {
        Path data = path(Setting.DATA);
        ArtifactsPlace artifacts = artifacts(data);
        StoreUrl store = store();
        return new Config(
                host(),
                port(),
                data,
                store,
                artifacts,
                artifactsInPlace(),
                artifactRoot(),
                truth(Setting.INSECURE),
                list(Setting.ALLOWED_HOSTS),
                silence(Setting.RUN_SILENCE),
                silence(Setting.METAFLOW_SILENCE),
                people(),
                logLevel(),
                kafka(),
                sagemakerAccount(),
                forward(),
                shown(store, artifacts));
    }

    private List<Config.Shown> shown(StoreUrl store, ArtifactsPlace artifacts) {
        List<Config.Shown> shown = new ArrayList<>();
        for (Value value : values.values()) {
            String text =
                    switch (value.setting()) {
                        case STORE -> store.masked();
                        case ARTIFACTS -> artifacts.toString();
                        case KAFKA_DEAD_LETTER_TOPIC -> deadLetterTopic();
                        case HOST,
                                PORT,
                                DATA,
                                ARTIFACTS_IN_PLACE,
                                ARTIFACT_ROOT,
                                INSECURE,
                                ALLOWED_HOSTS,
                                RUN_SILENCE,
                                PEOPLE,
                                METAFLOW_SILENCE,
                                LOG_LEVEL,
                                KAFKA_BROKERS,
                                KAFKA_TOPIC,
                                KAFKA_GROUP,
                                KAFKA_WORKSPACE,
                                KAFKA_CONFIG,
                                SAGEMAKER_ACCOUNT,
                                SAGEMAKER_FORWARD,
                                SAGEMAKER_ENDPOINT,
                                SAGEMAKER_HOSTS ->
                                value.text();
                    };
            shown.add(new Config.Shown(value.setting(), text, value.source()));
        }
        return shown;
    }

    private Value value(Setting setting) {
        return Objects.requireNonNull(values.get(setting), "every setting has a default");
    }

    private String text(Setting setting) {
        return value(setting).text();
    }

    private String host() {
        String host = text(Setting.HOST);
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            throw bad(Setting.HOST, "a name or address of this machine");
        }
        return host;
    }

    private int port() {
        String text = text(Setting.PORT);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > PORT_MAX) {
            throw bad(Setting.PORT, "a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(text);
    }

    private Path path(Setting setting) {
        String text = text(setting);
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw bad(setting, "the path of a folder");
        }
        return Path.of(text);
    }

    private ArtifactsPlace artifacts(Path data) {
        String text = text(Setting.ARTIFACTS);
        if (text.isEmpty()) {
            return new ArtifactsPlace.Folder(data.resolve("artifacts"));
        }
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            return new ArtifactsPlace.Folder(path(Setting.ARTIFACTS));
        }
        return new ArtifactsPlace.S3(s3(Setting.ARTIFACTS, text));
    }

    private S3Address s3(Setting setting, String text) {
        if (S3Address.isS3(text)) {
            try {
                return S3Address.parse(text);
            } catch (ClewException malformed) {
                throw bad(setting, "a folder, or s3://bucket/path");
            }
        }
        throw bad(setting, "a folder, or s3://bucket/path");
    }

    private Set<String> artifactsInPlace() {
        Set<String> places = list(Setting.ARTIFACTS_IN_PLACE);
        for (String place : places) {
            if (FolderFiles.isFolder(place)) {
                new FolderFiles(place);
            } else {
                s3(Setting.ARTIFACTS_IN_PLACE, place);
            }
        }
        return places;
    }

    private String artifactRoot() {
        String text = text(Setting.ARTIFACT_ROOT);
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+:/[^#;?]*")) {
            throw bad(Setting.ARTIFACT_ROOT, "a URI such as s3://bucket/path");
        }
        return text;
    }

    private StoreUrl store() {
        String text = text(Setting.STORE);
        if (text.equals("sqlite")) {
            return new StoreUrl.Sqlite();
        }
        if (text.matches("(postgres|postgresql|jdbc:postgresql)://.+")) {
            return new StoreUrl.Postgresql(text);
        }
        // The text is not shown: whatever it is, it may hold a password.
        throw ClewException.invalid(
                Setting.STORE.key(),
                "store must be sqlite or postgres://user:password@host:5432/database (from %s)"
                        .formatted(value(Setting.STORE).source()));
    }

    private boolean truth(Setting setting) {
        return switch (text(setting).toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw bad(setting, "true or false");
        };
    }

    private Set<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Duration silence(Setting setting) {
        Matcher matcher = DURATION.matcher(text(setting));
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            Duration silence =
                    switch (matcher.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            if (!silence.isZero() && silence.compareTo(SILENCE_MAX) <= 0) {
                return silence;
            }
        }
        throw bad(setting, "minutes, hours or days from 1m to 3650d, such as 24h");
    }

    private People people() {
        try {
            return People.parse(text(Setting.PEOPLE));
        } catch (ClewException malformed) {
            throw ClewException.invalid(
                    Setting.PEOPLE.key(),
                    "%s (from %s)"
                            .formatted(malformed.getMessage(), value(Setting.PEOPLE).source()));
        }
    }

    private LogLevel logLevel() {
        for (LogLevel level : LogLevel.values()) {
            if (level.name().equalsIgnoreCase(text(Setting.LOG_LEVEL))) {
                return level;
            }
        }
        throw bad(Setting.LOG_LEVEL, "error, warn, info or debug");
    }

    private @Nullable KafkaSettings kafka() {
        String brokers = text(Setting.KAFKA_BROKERS);
        String topic = topic(Setting.KAFKA_TOPIC, text(Setting.KAFKA_TOPIC));
        String group = text(Setting.KAFKA_GROUP);
        if (group.isEmpty() || group.length() > KAFKA_NAME_MAX) {
            throw bad(Setting.KAFKA_GROUP, "1 to %d characters".formatted(KAFKA_NAME_MAX));
        }
        String dead = topic(Setting.KAFKA_DEAD_LETTER_TOPIC, deadLetterTopic());
        if (dead.equals(topic)) {
            throw bad(Setting.KAFKA_DEAD_LETTER_TOPIC, "another topic than that of the events");
        }
        String workspace = text(Setting.KAFKA_WORKSPACE);
        if (!Workspace.isName(workspace)) {
            throw bad(Setting.KAFKA_WORKSPACE, "a workspace's name: " + Workspace.NAME_FORM);
        }
        String file = text(Setting.KAFKA_CONFIG);
        if (brokers.isEmpty()) {
            return null;
        }
        if (!brokers.matches("[^\\s,/]+:[0-9]{1,5}(,[^\\s,/]+:[0-9]{1,5})*")) {
            throw bad(Setting.KAFKA_BROKERS, "host:port, or several with commas between");
        }
        return new KafkaSettings(
                brokers,
                topic,
                group,
                dead,
                new Workspace(workspace),
                file.isEmpty() ? Map.of() : PropertiesFile.read(Path.of(file)));
    }

    private String sagemakerAccount() {
        String text = text(Setting.SAGEMAKER_ACCOUNT);
        if (!text.matches("[0-9]{12}")) {
            throw bad(Setting.SAGEMAKER_ACCOUNT, "twelve digits");
        }
        return text;
    }

    private ForwardSettings forward() {
        String endpoint = text(Setting.SAGEMAKER_ENDPOINT);
        if (!endpoint.isEmpty() && !endpoint.matches("https?://[A-Za-z0-9.{}\\[\\]:-]+(/.*)?")) {
            throw bad(Setting.SAGEMAKER_ENDPOINT, "an address such as https://host/");
        }
        return new ForwardSettings(
                truth(Setting.SAGEMAKER_FORWARD), endpoint, list(Setting.SAGEMAKER_HOSTS));
    }

    private String topic(Setting setting, String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,249}") || name.matches("\\.{1,2}")) {
            throw bad(setting, "a topic's name: up to 249 letters, digits, dots, _ and -");
        }
        return name;
    }

    private String deadLetterTopic() {
        String text = text(Setting.KAFKA_DEAD_LETTER_TOPIC);
        return text.isEmpty() ? text(Setting.KAFKA_TOPIC) + ".dead" : text;
    }

    private ClewException bad(Setting setting, String expected) {
        Value value = value(setting);
        return ClewException.invalid(
                setting.key(),
                "%s must be %s, and is '%s' (from %s)"
                        .formatted(setting.key(), expected, value.text(), value.source()));
    }
}
