package io.clew.harvest.mlflow;

import io.clew.harvest.Given;
import io.clew.model.ClewException;
import io.clew.model.Secrets;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * Reads the address of a database as MLflow's servers take it.
 *
 * @param origin for people, without user and password
 * @param jdbc for the driver, without user and password
 * @param login user, password and how to connect
 */
record DatabaseAddress(String origin, String jdbc, Properties login) {

    static final String PASSWORD_FILE = "--password-file";

    /** Says whether a text in lower case is the address of a database, of any kind. */
    static boolean isOne(String text) {
        return text.matches("(sqlite|postgres(ql)?|mysql|mariadb|mssql|oracle)(\\+[a-z0-9_]+)?:.*");
    }

    /**
     * Reads an address.
     *
     * @param isOfEnvironment whether it comes from where nobody else sees it, and may hold a
     *     password
     */
    static DatabaseAddress of(String text, Given given, boolean isOfEnvironment) {
        String scheme = text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT);
        if (scheme.startsWith("sqlite")) {
            return ofFile(
                    Path.of(text.replaceFirst("^[^:]*:(///)?", "").replaceFirst("\\?.*$", "")));
        }
        if (scheme.startsWith("postgres")) {
            return postgresql(text, given, isOfEnvironment);
        }
        throw ClewException.invalid(
                "WHERE",
                "Clew reads MLflow databases of SQLite and PostgreSQL, not %s: harvest its server's address instead"
                        .formatted(scheme));
    }

    /** Reads the path of an SQLite database, which is opened for reading only. */
    static DatabaseAddress ofFile(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            throw ClewException.invalid("WHERE", "there is no database " + path);
        }
        Properties login = new Properties();
        login.setProperty("open_mode", "1");
        login.setProperty("busy_timeout", "30000");
        return new DatabaseAddress("sqlite:///" + path, "jdbc:sqlite:" + path, login);
    }

    private static DatabaseAddress postgresql(String text, Given given, boolean isOfEnvironment) {
        URI uri;
        try {
            uri = URI.create(text.replaceFirst("^[^:]*:", "postgresql:"));
        } catch (IllegalArgumentException wrong) {
            throw wrong(text);
        }
        String path = uri.getRawPath();
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw wrong(text);
        }
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = user.indexOf(':');
        if (colon >= 0 && !isOfEnvironment) {
            throw ClewException.invalid(
                    "WHERE",
                    "a password on the command line is seen by others: give it in PGPASSWORD, in ~/.pgpass, in a file by %s, or the whole address in MLFLOW_BACKEND_STORE_URI"
                            .formatted(PASSWORD_FILE));
        }
        Properties login = new Properties();
        login.setProperty("ApplicationName", "clew harvest");
        login.setProperty("readOnly", "true");
        login.setProperty("readOnlyMode", "always");
        login.setProperty("connectTimeout", "10");
        login.setProperty("loginTimeout", "20");
        if (!user.isEmpty()) {
            login.setProperty("user", decoded(colon < 0 ? user : user.substring(0, colon)));
        }
        if (colon >= 0) {
            login.setProperty("password", decoded(user.substring(colon + 1)));
        }
        given.environment("PGPASSWORD").ifPresent(word -> login.setProperty("password", word));
        given.secret(PASSWORD_FILE).ifPresent(word -> login.setProperty("password", word));
        String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path;
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        if (Secrets.isSecretValue(query)) {
            throw ClewException.invalid(
                    "WHERE",
                    "the address holds a secret in its query: give it by " + PASSWORD_FILE);
        }
        return new DatabaseAddress(
                "postgresql://" + place, "jdbc:postgresql://" + place + query, login);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ClewException wrong(String text) {
        return ClewException.invalid(
                "WHERE",
                "%s is no address of a database: expected postgresql://user@host:5432/name"
                        .formatted(Secrets.redact(text)));
    }

    @Override
    public String toString() {
        return origin;
    }
}
