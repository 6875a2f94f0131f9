SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  requestInterceptor: (request) => {
    request.url = request.url.replace("{version}", "v1");
    return request;
  },
});
