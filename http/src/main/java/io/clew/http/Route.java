package io.clew.http;

/**
 * Binds a method and a path pattern to a handler.
 *
 * @param pattern a path of literal segments, {@code {name}} for one segment and, last only, {@code
 *     {name...}} for the rest of the path (which may be empty); matched against the raw path
 *     segment by segment, parameters percent-decoded once; literals win over parameters
 * @param bodyBytesMax most bytes of (decompressed) body that {@link Body#bytes()} reads; a longer
 *     one is refused with 413; {@link Body#stream()} is not limited by it
 */
public record Route(Method method, String pattern, long bodyBytesMax, Handler handler) {

    /** Most bytes of a JSON body unless a route says otherwise: room for MLflow's 16 MB profile. */
    public static final long BODY_BYTES_MAX = 32L << 20;

    /** Makes a route with the usual body limit. */
    public static Route of(Method method, String pattern, Handler handler) {
        return new Route(method, pattern, BODY_BYTES_MAX, handler);
    }
}
