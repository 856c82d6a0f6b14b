import { Refusal } from '#kernel';

/** What this module refuses, each with the sentence that says what to do. */
export const refuse = {
  unknownPushService: () =>
    new Refusal(
      'unknown-push-service',
      422,
      'Ese navegador recibe los avisos por un servicio que no está en la lista. Use Chrome, Edge, Firefox o Safari, o pida que lo añadan al ajuste «notices.push_services».',
      'That browser is notified through a service that is not listed. Use Chrome, Edge, Firefox or Safari, or ask for it to be added to the setting "notices.push_services".',
    ),
  onlyBrowsers: () =>
    new Refusal(
      'only-browsers',
      403,
      'Solo el navegador de una persona puede recibir avisos. Entre con su cuenta.',
      'Only a person’s browser can be notified. Sign in with your account.',
    ),
};
