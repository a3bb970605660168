package io.clew.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises secrets by their names and by their look, and takes them out before anything is
 * stored, searched or shown.
 *
 * <p>It errs towards masking, but leaves what machine learning calls a token, such as {@code
 * max_tokens} and {@code pad_token_id}.
 */
public final class Secrets {
    private Secrets() {}

    /** Stands where a secret was. */
    public static final String MASK = "[masked]";

    /** Longest text that is looked at as one value; secrets are short, data is not. */
    private static final int VALUE_CHARS_MAX = 65_536;

    private static final Set<String> SECRET_WORDS =
            Set.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "pwd",
                    "secret",
                    "secrets",
                    "credential",
                    "credentials",
                    "apikey",
                    "accesskey",
                    "secretkey",
                    "privatekey",
                    "accountkey",
                    "authtoken",
                    "accesstoken",
                    "bearer",
                    "jwt",
                    "dsn");

    /** Words before {@code key} by which it opens something, rather than indexes or sorts. */
    private static final Set<String> KEY_WORDS =
            Set.of(
                    "api",
                    "access",
                    "secret",
                    "private",
                    "account",
                    "encryption",
                    "signing",
                    "ssh",
                    "subscription",
                    "license",
                    "auth",
                    "shared",
                    "master");

    /** Words beside {@code token} by which it is a piece of text, rather than a right. */
    private static final Set<String> TEXT_TOKEN_WORDS =
            Set.of(
                    "pad",
                    "eos",
                    "bos",
                    "unk",
                    "sep",
                    "cls",
                    "mask",
                    "special",
                    "max",
                    "min",
                    "num",
                    "id",
                    "ids",
                    "count",
                    "type",
                    "length",
                    "len",
                    "size",
                    "limit",
                    "start",
                    "end",
                    "first",
                    "last",
                    "next",
                    "per",
                    "image",
                    "decoder",
                    "prefix",
                    "suffix",
                    "stop",
                    "vocab",
                    "embedding",
                    "forced",
                    "class",
                    "n",
                    "total",
                    "prompt");

    private static final Pattern WORDS =
            Pattern.compile("[^\\p{Alnum}]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static final String KNOWN_KEYS =
            "(?<![A-Za-z0-9])(?:(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])"
                    + "|gh[opsur]_[A-Za-z0-9]{30,255}"
                    + "|github_pat_[A-Za-z0-9_]{30,255}"
                    + "|glpat-[A-Za-z0-9_-]{20,255}"
                    + "|xox[abeoprs]-[A-Za-z0-9-]{10,255}"
                    + "|hf_[A-Za-z0-9]{30,255}"
                    + "|sk-[A-Za-z0-9_-]{20,255}"
                    + "|dapi[a-f0-9]{32}"
                    + "|AIza[A-Za-z0-9_-]{35}"
                    + "|eyJ[A-Za-z0-9_-]{8,4096}\\.eyJ[A-Za-z0-9_-]{8,8192}\\.[A-Za-z0-9_-]{0,4096})";

    private static final Pattern KEYS = Pattern.compile(KNOWN_KEYS);

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)");

    /**
     * The password of an address, such as {@code postgresql://ann:SECRET@host/db}, also one with
     * characters that should have been escaped; a port is none.
     */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,40}://[^\\s:/?#@]{0,256}:)(?!\\d{1,5}[/?#\\s])\\S{1,512}@");

    /** A member of a connection string, a query or a header, by its name. */
    private static final Pattern MEMBER =
            Pattern.compile(
                    "(?i)((?:password|passwd|passphrase|pwd|secret|client_secret|api[_-]?key|access[_-]?key|accountkey|sharedaccesskey|secret[_-]?access[_-]?key|access[_-]?token|auth[_-]?token|session[_-]?token|x-amz-security-token|x-amz-signature|x-amz-credential|sig|signature|authorization)[\"']?\\s{0,3}[=:]\\s{0,3}(?:(?:bearer|basic)\\s{1,3})?[\"']?)[^\\s&;,\"'}{]{1,4096}");

    private static final Pattern BEARER =
            Pattern.compile("(?i)(\\b(?:bearer|basic)\\s{1,3})[A-Za-z0-9+/_.~=-]{16,8192}");

    /** Says whether what has this name is most likely a secret, such as {@code db_password}. */
    public static boolean isSecretName(String name) {
        List<String> words = words(name);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (SECRET_WORDS.contains(word)) {
                return true;
            }
            boolean opens = i > 0 && KEY_WORDS.contains(words.get(i - 1));
            if (opens && (word.equals("key") || word.equals("keys"))) {
                return true;
            }
            if (word.equals("token") && words.stream().noneMatch(TEXT_TOKEN_WORDS::contains)) {
                return true;
            }
            if (word.equals("sas") || (word.equals("connection") && follows(words, i, "string"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean follows(List<String> words, int i, String word) {
        return i + 1 < words.size() && words.get(i + 1).equals(word);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : WORDS.split(name.length() > 512 ? name.substring(0, 512) : name)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /**
     * Says whether a text holds what can be told to be a secret by its look alone: keys of known
     * makers, private keys, addresses with a password.
     */
    public static boolean isSecretValue(String value) {
        return !redact(value).equals(value);
    }

    /**
     * Returns a value as it may be stored: the whole of it masked when its name says that it is a
     * secret, else without the secrets that it holds. An empty value stays.
     */
    public static String masked(String name, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return isSecretName(name) ? MASK : redact(value);
    }

    /**
     * Returns a text without the secrets that it holds, for what is logged, shown or kept: messages
     * of errors, addresses, positions, commands.
     */
    public static String redact(String text) {
        if (text.length() > VALUE_CHARS_MAX) {
            return redactPart(text.substring(0, VALUE_CHARS_MAX)) + text.substring(VALUE_CHARS_MAX);
        }
        return redactPart(text);
    }

    private static String redactPart(String text) {
        String clean = text;
        if (clean.contains("://") && clean.indexOf('@') >= 0) {
            clean = ADDRESS.matcher(clean).replaceAll("$1" + MASK + "@");
        }
        if (clean.indexOf('=') >= 0 || clean.indexOf(':') >= 0) {
            clean = MEMBER.matcher(clean).replaceAll("$1" + MASK);
            clean = BEARER.matcher(clean).replaceAll("$1" + MASK);
        }
        if (clean.contains("PRIVATE KEY-----")) {
            clean = PEM.matcher(clean).replaceAll(MASK);
        }
        return KEYS.matcher(clean).replaceAll(MASK);
    }
}
