exports.onExecuteCredentialsExchange = async (event, api) => {
  api.accessToken.setCustomClaim('ship', 'Tulip');
};
