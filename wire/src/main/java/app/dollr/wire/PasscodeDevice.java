package app.dollr.wire;

/** The device a passcode was given on. */
public record PasscodeDevice(
    String name, String type, String platform, String userAgent, String clientIp) {}
