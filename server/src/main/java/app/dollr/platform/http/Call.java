package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.json.Json;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request, read as far as its handler asks. */
public final class Call {
  private static final Pattern PATH_ID = Pattern.compile("[1-9]\\d{0,17}");

  private final Context context;
  private final Incoming incoming;
  private final String requestId;
  private final String address;
  private final String publicUrl;
  private final Optional<Caller> caller;
  private final Problems problems = new Problems();
  private byte @Nullable [] body;

  Call(
      Context context,
      Incoming incoming,
      String requestId,
      String address,
      String publicUrl,
      Optional<Caller> caller) {
    this.context = context;
    this.incoming = incoming;
    this.requestId = requestId;
    this.address = address;
    this.publicUrl = publicUrl;
    this.caller = caller;
  }

  /** Who calls; only on routes that are not open. */
  public Caller caller() {
    return caller.orElseThrow(() -> new NoSuchElementException("this route is open"));
  }

  /** The id that the answer carries as {@code X-Request-Id}. */
  public String requestId() {
    return requestId;
  }

  /** The address the request came from, proxies that are trusted left out. */
  public String address() {
    return address;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /** What a browser has kept for us under a name. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(context.cookie(name));
  }

  /** What every absolute URL begins with, without a slash at its end. */
  public String publicUrl() {
    return publicUrl;
  }

  /** The body as it came, for who has to check a signature of it; not to be changed. */
  public byte[] bytes() {
    return bodyBytes();
  }

  /** The path as it came. */
  public String path() {
    return context.path();
  }

  /** A segment of the path. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /**
   * A segment of the path that is an id.
   *
   * @throws Refused with NOT_FOUND when it is none, as for an id that does not exist
   */
  public long pathId(String name) {
    var segment = path(name);
    if (!PATH_ID.matcher(segment).matches()) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    return Long.parseLong(segment);
  }

  /** The absolute URL of this call, without its query. */
  public String url() {
    return publicUrl + context.path();
  }

  /** The query as texts; of several parameters with one name the last counts. */
  public Map<String, String> queryParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    context.queryParamMap().forEach((name, values) -> parameters.put(name, values.getLast()));
    return parameters;
  }

  /** The query's parameters; of several with one name the last counts. */
  public Fields query() {
    ObjectNode parameters = Json.mapper().createObjectNode();
    queryParameters().forEach(parameters::put);
    CardData.refuse("query", parameters);
    return Fields.of(problems, "query", parameters);
  }

  /**
   * The keys of the JSON body.
   *
   * @throws Refused with BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, JSON_INVALID, NUMBER_FORM or
   *     CARD_DATA
   */
  public Fields body() {
    var bytes = bodyBytes();
    if (bytes.length == 0) {
      return Fields.missing(problems, "body");
    }
    refuseOtherMediaTypes();
    var node = Json.readBody(bytes);
    CardData.refuse("body", node);
    return Fields.of(problems, "body", node);
  }

  /**
   * The fields of a form, as a page sends them; those left empty are not there.
   *
   * @throws Refused with BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE or CARD_DATA
   */
  public Fields form() {
    if (!mediaType().orElse("").equals("application/x-www-form-urlencoded")) {
      throw Refused.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    ObjectNode fields = Json.mapper().createObjectNode();
    var text = new String(bodyBytes(), StandardCharsets.UTF_8);
    for (var pair : text.split("&", -1)) {
      var parts = pair.split("=", 2);
      var value = parts.length == 2 ? decoded(parts[1]).strip() : "";
      if (!value.isEmpty()) {
        fields.put(decoded(parts[0]), value);
      }
    }
    CardData.refuse("body", fields);
    return Fields.of(problems, "body", fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * The body as it came, for what is signed.
   *
   * @throws Refused with BODY_TOO_LARGE or BODY_TOO_SLOW
   */
  public byte[] raw() {
    return bodyBytes().clone();
  }

  /**
   * The body as it came, where it may be larger than usual.
   *
   * @throws Refused with BODY_TOO_LARGE or BODY_TOO_SLOW
   */
  public byte[] raw(int mostBytes) {
    return incoming.bytes(mostBytes);
  }

  /** What tells this request from another: its path, query and body. */
  byte[] fingerprint() {
    var head = "%s?%s\n".formatted(context.path(), String.valueOf(context.queryString()));
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(bodyBytes());
    return bytes.toByteArray();
  }

  byte[] bodyBytes() {
    var known = body;
    if (known == null) {
      known = incoming.bytes();
      body = known;
    }
    return known;
  }

  private void refuseOtherMediaTypes() {
    mediaType()
        .filter(type -> !type.equals("application/json") && !type.endsWith("+json"))
        .ifPresent(type -> {
          throw Refused.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        });
  }

  /** The content type without its parameters, in small letters. */
  private Optional<String> mediaType() {
    return Optional.ofNullable(context.contentType())
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}
