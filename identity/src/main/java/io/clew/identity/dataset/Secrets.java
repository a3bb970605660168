package io.clew.identity.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps credentials out of names and of texts that are shown: users and passwords before a host,
 * and signatures, tokens and keys in a query.
 *
 * <p>When in doubt it takes away too much rather than too little: a name is stored for ever.
 */
public final class Secrets {
    private static final List<String> SECRET_PARTS =
            List.of(
                    "token",
                    "secret",
                    "passw",
                    "pwd",
                    "signature",
                    "apikey",
                    "accesskey",
                    "accountkey",
                    "privatekey",
                    "pvtkey",
                    "oauth",
                    "sharedkey",
                    "credential",
                    "sessionid",
                    "jwt",
                    "authorization",
                    "xamz",
                    "xgoog",
                    "xoss");
    private static final Set<String> SECRET_NAMES =
            Set.of(
                    "sig",
                    "key",
                    "auth",
                    "code",
                    "pass",
                    "pw",
                    "user",
                    "username",
                    "uid",
                    "expires",
                    "googleaccessid");

    /** Parameters of Azure's shared access signatures, which stand beside {@code sig}. */
    private static final Set<String> SIGNED_NAMES =
            Set.of(
                    "sv", "ss", "srt", "sp", "se", "st", "spr", "sip", "sr", "sdd", "si", "skoid",
                    "sktid", "skt", "ske", "sks", "skv", "saoid", "suoid", "scid");

    /** Where parameters begin: at a mark and a name, as a password may hold the mark alone. */
    private static final Pattern PARAMETERS = Pattern.compile("[?;][A-Za-z0-9_.-]+=");

    private static final Pattern PARAMETER = Pattern.compile("(^|[?&;])([^?&;=/:]+)=([^&;#]*)");
    private static final Pattern BRACKETED_PARAMETER =
            Pattern.compile("([(,])([^=(),]+)=([^(),]*)(?=[,)])");
    private static final Pattern JDBC_PARAMETER =
            Pattern.compile("(^|[?&;,:/])([^?&;,:/=]+)=([^&;#]*?)(?=$|[&;#]|,[^=,]+=)");

    private Secrets() {}

    /**
     * Returns a source's text with its credentials taken out, for showing; everything else stays as
     * it was written. A secret parameter's value becomes {@code ***}.
     *
     * <p>For URIs, JDBC URLs and connection strings of {@code key=value;…}. Texts without any of
     * these come back unchanged.
     */
    public static String redacted(String text) {
        boolean jdbc = JdbcUrl.isOne(text);
        int slashes = text.indexOf("://");
        String result = text;
        if (jdbc && (slashes < 0 || text.regionMatches(true, 0, "jdbc:oracle:", 0, 12))) {
            int at = text.lastIndexOf('@');
            int colon = text.indexOf(':', text.indexOf(':', 5) + 1);
            boolean told = colon > 0 && colon < at;
            result = told ? text.substring(0, colon + 1) + text.substring(at) : text;
        } else if (slashes > 0 && !hasContainer(text.substring(0, slashes))) {
            result =
                    text.substring(0, slashes + 3)
                            + withoutUserInfo(text.substring(slashes + 3), true);
        }
        return jdbc
                ? masked(masked(result, BRACKETED_PARAMETER), JDBC_PARAMETER)
                : masked(result, PARAMETER);
    }

    private static String masked(String text, Pattern parameters) {
        return parameters
                .matcher(text)
                .replaceAll(
                        m ->
                                Matcher.quoteReplacement(
                                        isSecret(m.group(2) + "=" + m.group(3))
                                                ? m.group(1) + m.group(2) + "=***"
                                                : m.group()));
    }

    private static boolean hasContainer(String scheme) {
        return Source.find(scheme).filter(s -> s.layout() == Layout.CONTAINER).isPresent();
    }

    /**
     * Takes user and password away from what follows {@code scheme://}, however badly the password
     * is escaped.
     *
     * @param rest authority, path and query
     * @param path whether an {@code @} may stand in a path; if not, the last one before the
     *     parameters ends the password
     */
    static String withoutUserInfo(String rest, boolean path) {
        if (!path) {
            Matcher parameters = PARAMETERS.matcher(rest);
            int end = parameters.find() ? parameters.start() : rest.length();
            return rest.substring(rest.substring(0, end).lastIndexOf('@') + 1);
        }
        int start = 0;
        int at = 0;
        while (at >= 0) {
            int end = Text.indexOfAny(rest, "/?#", start);
            at = rest.lastIndexOf('@', end - 1);
            if (at < start) {
                at = rest.indexOf('@', end);
                at = at >= 0 && endsAuthority(rest.substring(start, end), rest, end, at) ? at : -1;
            }
            start = Math.max(start, at + 1);
        }
        return rest.substring(start);
    }

    /**
     * Says whether an {@code @} behind a slash or question mark still ends a password: what stands
     * before it is no host and port, or a mark follows that begins no parameters.
     */
    private static boolean endsAuthority(String authority, String rest, int end, int at) {
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || authority.startsWith("[") || authority.startsWith("arn:")) {
            return false;
        }
        boolean port = authority.substring(colon + 1).chars().allMatch(Character::isDigit);
        return !port || (rest.charAt(end) != '/' && rest.substring(end, at).indexOf('=') < 0);
    }

    /** Returns the parameters of a query that are no credentials, in their order. */
    static String withoutSecrets(String query) {
        String[] parameters = query.split("&", -1);
        boolean signed = false;
        for (String parameter : parameters) {
            signed |= name(parameter).equals("sig");
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : parameters) {
            boolean secret =
                    isSecret(parameter) || (signed && SIGNED_NAMES.contains(name(parameter)));
            if (!parameter.isEmpty() && !secret) {
                kept.add(parameter);
            }
        }
        return String.join("&", kept);
    }

    /**
     * Takes a query away from an object's key when it holds a credential; else the question mark is
     * part of the key.
     */
    static String withoutSignedQuery(String key) {
        int question = key.indexOf('?');
        if (question < 0) {
            return key;
        }
        for (String parameter : key.substring(question + 1).split("[?&]")) {
            if (isSecret(parameter)) {
                return key.substring(0, question);
            }
        }
        return key;
    }

    private static boolean isSecret(String parameter) {
        String name = name(parameter);
        int equals = parameter.indexOf('=');
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        return SECRET_NAMES.contains(name)
                || SECRET_PARTS.stream().anyMatch(name::contains)
                || (value.startsWith("eyJ") && value.indexOf('.') > 0);
    }

    private static String name(String parameter) {
        return Text.percentDecoded(Text.before(parameter, '='))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }
}
