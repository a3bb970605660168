package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says where a PostgreSQL database is and who logs in; never shows the password.
 *
 * @param jdbcUrl the address as the driver takes it
 * @param user null when the address or the system's own user says it
 * @param password null when none is needed
 */
record PostgresAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {

    private static final Pattern URI =
            Pattern.compile("postgres(?:ql)?://(?:([^@/?]*)@)?([^@/?]+)(/[^?]*)?(\\?.*)?");

    /**
     * Reads an address.
     *
     * @param url {@code postgres://user:password@host:port/database?option=value}, also with {@code
     *     postgresql}, or {@code jdbc:postgresql:…}
     * @param user stronger than the URL's; null to take that one
     * @param password stronger than the URL's; null to take that one
     * @throws ClewException INVALID_PARAMETER when it is neither
     */
    static PostgresAddress of(String url, @Nullable String user, @Nullable String password) {
        boolean isJdbc = url.startsWith("jdbc:postgresql:");
        if (isJdbc && !url.split("\\?", 2)[0].contains("@")) {
            return new PostgresAddress(url, user, password);
        }
        // People write the login into an address of JDBC's, where the driver takes it for a host.
        Matcher matcher = URI.matcher(isJdbc ? url.substring("jdbc:".length()) : url);
        if (!matcher.matches()) {
            throw new ClewException(
                    ErrorCode.INVALID_PARAMETER,
                    "the address of a PostgreSQL database is"
                            + " postgres://user:password@host:port/database or"
                            + " jdbc:postgresql://host:port/database");
        }
        String[] login = matcher.group(1) == null ? new String[0] : matcher.group(1).split(":", 2);
        String path = matcher.group(3) == null ? "/" : matcher.group(3);
        String options = matcher.group(4) == null ? "" : matcher.group(4);
        return new PostgresAddress(
                "jdbc:postgresql://" + matcher.group(2) + path + options,
                user == null && login.length > 0 ? decode(login[0]) : user,
                password == null && login.length > 1 ? decode(login[1]) : password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns the host and database for people, without user, password and options. */
    @Override
    public String toString() {
        String address = jdbcUrl.substring("jdbc:postgresql:".length());
        int options = address.indexOf('?');
        return (options < 0 ? address : address.substring(0, options)).replaceFirst("^//", "");
    }
}
