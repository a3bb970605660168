package io.clew.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.code.GitRemotes;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.Secrets;
import io.clew.identity.environment.Environment;
import io.clew.identity.environment.EnvironmentFiles;
import io.clew.identity.mlflow.MlflowDatasets;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds what must be true of any text, for texts put together from pieces that matter. */
class RandomTextTests {
    private static final int ROUNDS = 20_000;

    private static final List<String> PIECES = pieces();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("RandomTextTests seed " + seed);
    }

    @Test
    void readingNeverThrowsAndACanonicalTextReadsAsItself() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = text();
            List<Reference> read = Reference.parse(text);
            assertThat(read).as("%s, seed %d", shown(text), seed).isNotEmpty();
            if (text.length() < Segments.SIZE_BYTES_MAX / 3) {
                ReferenceTests.readsItsOwnText(read);
            }
        }
    }

    @Test
    void canonicalStaysCanonical() {
        for (int i = 0; i < ROUNDS; i++) {
            String namespace = text();
            String name = text();
            DatasetName once = DatasetNames.of(namespace, name);
            assertThat(DatasetNames.of(once.namespace(), once.name()))
                    .as("%s and %s, seed %d", shown(namespace), shown(name), seed)
                    .isEqualTo(once);
            assertThat(Urn.parse(once.urn().toString())).contains(once.urn());
            Optional<DatasetName> read = DatasetNames.read(namespace);
            read.ifPresent(
                    r ->
                            assertThat(DatasetNames.of(r.namespace(), r.name()))
                                    .as("%s, seed %d", shown(namespace), seed)
                                    .isEqualTo(r));
        }
    }

    @Test
    void noPasswordGetsIntoAName() {
        String password = "Geheim";
        List<String> schemes =
                List.of(
                        "postgresql",
                        "mysql+pymysql",
                        "mssql",
                        "snowflake",
                        "trino",
                        "https",
                        "s3n",
                        "ftp",
                        "kafka",
                        "redshift",
                        "clickhouse",
                        "mongodb",
                        "jdbc:postgresql",
                        "jdbc:mysql",
                        "jdbc:redshift",
                        "ourstore",
                        "box",
                        "spanner",
                        "duckdb");
        List<String> around = List.of("", "1", "x", "@", ":", "%40", "+", "!");
        for (String scheme : schemes) {
            for (String before : around) {
                for (String after : around) {
                    for (String query : List.of("", "?token=Geheim", "?a=b&password=xGeheim")) {
                        String uri =
                                scheme
                                        + "://me:"
                                        + before
                                        + password
                                        + after
                                        + "@host/db/t"
                                        + query;
                        holdsNoPassword(uri, password);
                    }
                }
            }
        }
        for (String url :
                List.of(
                        "jdbc:sqlserver://h;user=me;password=Geheim;databaseName=d",
                        "jdbc:oracle:thin:me/Geheim@h:1521/s",
                        "jdbc:oracle:thin:me/Ge@Geheim@//h:1521/s",
                        "jdbc:db2://h:50000/d:user=me;password=Geheim;",
                        "jdbc:teradata://h/DATABASE=d,PASSWORD=Geheim",
                        "jdbc:mysql://address=(host=h)(port=1)(password=Geheim)/d",
                        "jdbc:bigquery://https://h:443;ProjectId=p;OAuthAccessToken=Geheim",
                        "jdbc:awsathena://AwsRegion=r;UID=a;PWD=Geheim",
                        "jdbc:unheard:of;password=Geheim",
                        "https://a.blob.core.windows.net/c/x?sv=1&se=2&sig=Geheim",
                        "https://b.s3.amazonaws.com/x?X-Amz-Credential=Geheim",
                        "s3://b/x?AWSAccessKeyId=a&Signature=Geheim",
                        "abfss://c@a.dfs.core.windows.net/x?sig=Geheim",
                        "https://h/x?%74oken=Geheim",
                        "https://h/x?q=eyJhbGciOi.Geheim.x")) {
            holdsNoPassword(url, password);
        }
    }

    private static void holdsNoPassword(String uri, String password) {
        assertThat(DatasetNames.read(uri).map(DatasetName::text).orElse(""))
                .as(uri)
                .doesNotContain(password);
        assertThat(DatasetNames.of(uri, "t").text()).as(uri).doesNotContain(password);
        assertThat(DatasetNames.candidates(uri))
                .as(uri)
                .noneMatch(candidate -> candidate.text().contains(password));
        assertThat(Secrets.redacted(uri)).as(uri).doesNotContain(password);
        assertThat(MlflowDatasets.of("x", Map.of("uri", uri), "exp", "d", null).toString())
                .as(uri)
                .doesNotContain(password);
        assertThat(GitRemotes.repository(uri).orElse("")).as(uri).doesNotContain(password);
    }

    @Test
    void environmentsAreReadFromAnyText() {
        for (int i = 0; i < ROUNDS / 4; i++) {
            String text = text() + "\n" + text() + "==1.0\n" + text();
            Environment read = EnvironmentFiles.requirements(text);
            assertThat(EnvironmentFiles.requirements(text)).isEqualTo(read);
            assertThat(read.urn().toString()).hasSizeLessThan(120);
            List<String> lines = new ArrayList<>(List.of(read.normalForm().split("\n")));
            lines.removeIf(line -> line.startsWith("?") || line.startsWith("python "));
            Environment again = EnvironmentFiles.requirements(String.join("\n", lines));
            assertThat(again.packages().keySet())
                    .as("%s, seed %d", shown(text), seed)
                    .isEqualTo(read.packages().keySet());
        }
    }

    @Test
    void repositoriesStayWhatTheyAre() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = text();
            GitRemotes.repository(text)
                    .flatMap(
                            once ->
                                    GitRemotes.repository(once)
                                            .filter(twice -> !twice.equals(once)))
                    .ifPresent(
                            twice ->
                                    assertThat(twice)
                                            .as("%s, seed %d", shown(text), seed)
                                            .isEqualTo(GitRemotes.repository(text).orElse("")));
        }
    }

    @Test
    void longTextsAreReadQuickly() {
        for (String piece :
                List.of("a?", "a/", "@", "%", "-1", "a.", ",a=", "../", "s3-a.", "==")) {
            String text = piece.repeat(200_000);
            long start = System.nanoTime();
            DatasetNames.of("https://h", text);
            DatasetNames.of("s3://" + text, text);
            DatasetNames.of("postgres://" + text, text);
            DatasetNames.of("file", text);
            DatasetNames.of("jdbc:" + text, text);
            DatasetNames.read(text);
            Reference.parse(text);
            Secrets.redacted("jdbc:x://" + text);
            EnvironmentFiles.requirements(text);
            assertThat(System.nanoTime() - start).as(piece).isLessThan(20_000_000_000L);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(200) == 0 ? text.toString().repeat(300) : text.toString();
    }

    private static List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        for (String table :
                List.of("Datasets by URI", "References", "Git remotes", "Environments")) {
            for (List<String> row : MarkdownTables.rows(table)) {
                pieces.add(row.getFirst());
                pieces.addAll(List.of(row.getFirst().split("(?<=[/:@?=.])", 4)));
            }
        }
        pieces.addAll(
                List.of(
                        "/", "//", ":", "://", "@", "?", "#", "%", "%2F", "%zz", "=", "&", ";", ".",
                        "..", " ", "\\", "\t", "\n", "\u0000", "\ud800", "\udc00", "é", "\u2028",
                        "😀", "a", "b", "1", "[::1]", ":99999", "jdbc:", "file:", "s3:", "az:",
                        "`"));
        return pieces;
    }

    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.substring(0, Math.min(text.length(), 300)).toCharArray()) {
            out.append(c > ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return out.toString();
    }
}
