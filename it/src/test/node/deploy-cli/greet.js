exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim('greeting', event.secrets.API_KEY.length);
};
