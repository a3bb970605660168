package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.json.Text;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from using Clew through the browser of someone who can reach it.
 *
 * <p>Two rules, on every route. A browser names the site it believes it talks to in {@code Host}:
 * only names that cannot be another site's are answered, which ends DNS rebinding. A browser says
 * where a request comes from in {@code Origin} and {@code Sec-Fetch-Site}: only Clew's own pages
 * are answered, and people who follow a link here. Clients that are no browsers send neither
 * header. The port of {@code Host} may differ from ours, since a tunnel changes it; {@code Origin}
 * must then carry that port too.
 */
final class Guard {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[.*]");

    private final Set<String> names;
    private final boolean anyAddress;

    /** The last host that is known, which nearly all requests name again. */
    private volatile String known = "";

    /**
     * Makes a guard.
     *
     * @param names host names answered to besides the loopback ones, in lower case
     * @param anyAddress whether any IP address is answered to; a page of another site has a name
     */
    Guard(Set<String> names, boolean anyAddress) {
        this.names = Set.copyOf(names);
        this.anyAddress = anyAddress;
    }

    /**
     * Lets a request pass or not.
     *
     * @throws ClewException FORBIDDEN
     */
    void check(Request request) {
        String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !host.equals(known) && !knows(host)) {
            throw forbidden(
                    "This Clew does not answer to the host name '%s'; the setting allowed_hosts"
                            + " (--allowed-hosts) lists the names that it answers to",
                    host);
        }
        known = host;
        String origin = request.header("Origin").orElse(null);
        if (origin != null && !ours(origin, host)) {
            throw forbidden("Pages of another site (%s) may not use this Clew", origin);
        }
        String site = request.header("Sec-Fetch-Site").orElse("none");
        if (!site.equals("none") && !site.equals("same-origin") && !followsLink(request)) {
            throw forbidden("Pages of another site may not use this Clew (%s request)", site);
        }
    }

    private boolean knows(String host) {
        Matcher authority = AUTHORITY.matcher(host);
        if (!authority.matches()) {
            return false;
        }
        String name = authority.group("host");
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return LOOPBACK.matcher(bare).matches()
                || names.contains(bare)
                || anyAddress && ADDRESS.matcher(bare).matches();
    }

    /**
     * A page can open Clew as a document of its own, which shows it nothing and changes nothing.
     */
    private static boolean followsLink(Request request) {
        return (request.method() == Method.GET || request.method() == Method.HEAD)
                && says(request, "Sec-Fetch-Mode", "navigate")
                && says(request, "Sec-Fetch-Dest", "document");
    }

    private static boolean says(Request request, String header, String value) {
        return request.header(header).filter(value::equals).isPresent();
    }

    private static boolean ours(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + host) || lower.equals("https://" + host);
    }

    private static ClewException forbidden(String message, @Nullable String what) {
        String shown = what == null ? "" : Text.cut(what, 100);
        return new ClewException(ErrorCode.FORBIDDEN, message.formatted(shown));
    }
}
