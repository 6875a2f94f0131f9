package app.dollr.wire;

/**
 * The device a passcode was given on; all five are needed.
 *
 * @param type such as {@code MOBILE}, {@code DESKTOP} or {@code SERVER}
 * @param platform such as {@code Android 15}
 * @param clientIp its address
 */
public record PasscodeDevice(
    String name, String type, String platform, String userAgent, String clientIp) {}
