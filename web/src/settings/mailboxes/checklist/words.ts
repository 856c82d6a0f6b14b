import { wordsOf } from '../../../i18n/words.ts';

export const es = {
  title: 'Lista del administrador',
  intro: (address: string) =>
    `Lo que hace quien administra la cuenta de la institución para que Ventanilla lea y responda ${address}. Una vez, en este orden.`,
  provider: 'Proveedor',
  way: 'Por dónde',
  ways: { imap: 'IMAP y SMTP', graph: 'Sin IMAP (Graph)' },
  wayHint: {
    imap: 'Si la institución permite entrar por IMAP y SMTP con permiso de aplicación.',
    graph:
      'Si IMAP y SMTP están cerrados. Probado solo contra un doble, nunca contra un inquilino real: revise cada punto de «Qué comprobar».',
  },
  otherMailbox: 'Dirección del buzón',
  appId: 'Id. de la aplicación (cliente)',
  objectId: 'Id. de objeto (aplicación empresarial)',
  filled: 'Escríbalos cuando los tenga: completan los comandos y no se guardan.',
  print: 'Imprimir',
  back: 'Volver a los buzones',
  official: 'Página oficial',
  copy: 'Copiar',
  steps: {
    register: {
      title: 'Registrar la aplicación',
      text: 'En Microsoft Entra, Aplicaciones › Registros de aplicaciones › Nuevo registro.\nNombre: el de abajo. Cuentas: solo las de este directorio.\nURI de redirección, tipo Web: solo si una persona dará el permiso con «Entrar con Microsoft 365»; con permiso de aplicación no hace falta.\nAnote el Id. de la aplicación (cliente) y el Id. de directorio (inquilino).',
    },
    permissionsImap: {
      title: 'Permisos y consentimiento',
      text: 'Permisos de API › Agregar › API usadas en mi organización › Office 365 Exchange Online › Permisos de aplicación: los dos de abajo.\nPulse Conceder consentimiento de administrador y compruebe que ambos queden con la marca verde.',
    },
    permissionsGraph: {
      title: 'Permisos y consentimiento',
      text: 'Permisos de API › Agregar › Microsoft Graph › Permisos de aplicación: los dos de abajo.\nPulse Conceder consentimiento de administrador y compruebe que ambos queden con la marca verde.\nHasta el paso que limita la aplicación, estos permisos alcanzan a todos los buzones: haga ese paso el mismo día.',
    },
    secret: {
      title: 'Secreto de la aplicación',
      text: 'Certificados y secretos › Nuevo secreto de cliente, de 24 meses como máximo.\nCopie el Valor (no el Id. del secreto): se ve una sola vez. No lo envíe por correo.\nAnote la fecha de vencimiento: Ventanilla avisa 30, 7 y 1 días antes a quien cuida los buzones.',
    },
    principal: {
      title: 'Dejar que la aplicación abra el buzón',
      text: 'En PowerShell, con una cuenta de administración de Exchange.\nEl Id. de objeto es el de Aplicaciones empresariales, no el de Registros de aplicaciones: con el otro, el permiso se da y no sirve.\nTarda hasta una hora en valer.',
    },
    smtpAuth: {
      title: 'IMAP y SMTP AUTH de este buzón',
      text: 'Se abren solo para este buzón, aunque el inquilino los tenga cerrados.\nSi están activos los valores predeterminados de seguridad de Entra, SMTP AUTH sigue cerrado: use la opción sin IMAP.\nNo hace falta ninguna clave: Ventanilla entra con el permiso de la aplicación.',
    },
    limit: {
      title: 'Limitar la aplicación a este buzón',
      text: 'Sin esto la aplicación puede leer y enviar desde cualquier buzón de la institución.\nLa prueba del final debe decir Granted para este buzón y Denied para cualquier otro: pruebe también uno ajeno.\nTarda hasta media hora en valer. Microsoft ofrece además el control por roles (RBAC) para aplicaciones, que cumple lo mismo.',
    },
    alias: {
      title: 'Responder desde un alias (si los hay)',
      text: 'Quien escribió a un alias recibe la respuesta desde ese alias. Sin esta opción, Microsoft pone la dirección principal.',
    },
    project: {
      title: 'Proyecto en Google Cloud',
      text: 'Cree un proyecto de la organización, por ejemplo «Ventanilla», y habilite en él la API de Gmail.\nNo necesita facturación.',
    },
    account: {
      title: 'Cuenta de servicio y su clave',
      text: 'IAM y administración › Cuentas de servicio › Crear. Sin funciones del proyecto.\nAnote el Id. único (un número largo).\nClaves › Agregar clave › JSON. Si la política de la organización lo impide (iam.disableServiceAccountKeyCreation), quien administra la organización la exceptúa para este proyecto.\nLa clave no vence sola: ponga en Ventanilla la fecha en que quiere renovarla, dentro de 12 meses.',
    },
    delegation: {
      title: 'Delegación en todo el dominio',
      text: 'En la consola de administración, Seguridad › Control de acceso y datos › Controles de API › Delegación de todo el dominio › Agregar.\nId. de cliente: el Id. único de la cuenta de servicio. Alcance: el de abajo, y ningún otro.\nEste alcance permite actuar por cualquier usuario: guarde la clave JSON solo en Ventanilla y borre el archivo.',
    },
    imapOn: {
      title: 'IMAP y el tipo de buzón',
      text: 'Aplicaciones › Google Workspace › Gmail › Acceso de usuario final › Acceso POP e IMAP: IMAP activado para la unidad del buzón.\nEl buzón es un usuario con licencia. Un grupo de Google no se puede leer: hágalo reenviar a un usuario.',
    },
    dns: {
      title: 'SPF, DKIM y DMARC',
      text: 'Uno solo de cada uno: si ya hay un SPF, agregue el include al que está.\nDKIM: en Microsoft Defender, Directivas › Autenticación de correo › DKIM, active el dominio y publique los dos CNAME que muestra.\nDMARC: empiece con p=none y, cuando la prueba diga que SPF y DKIM están, suba a p=quarantine.',
    },
    dnsGoogle: {
      title: 'SPF, DKIM y DMARC',
      text: 'Uno solo de cada uno: si ya hay un SPF, agregue el include al que está.\nDKIM: Aplicaciones › Gmail › Autenticar correo, genere la clave, publique el TXT y pulse Iniciar autenticación.\nDMARC: empiece con p=none y, cuando la prueba diga que SPF y DKIM están, suba a p=quarantine.',
    },
    enter: {
      title: 'Escribirlo en Ventanilla',
      text: 'Configuración › Buzones › Agregar buzón. Cómo entra: Microsoft 365. Por dónde: lo mismo que arriba.\nInquilino, Id. de la aplicación, Valor del secreto y la fecha en que vence.\nProbar y ensayar: el ensayo no marca, no mueve y no envía nada.',
    },
    enterGoogle: {
      title: 'Escribirlo en Ventanilla',
      text: 'Configuración › Buzones › Agregar buzón. Cómo entra: Google. Los servidores quedan puestos como abajo.\nPegue el archivo JSON entero en «Cuenta de servicio», y la fecha en que la renovará.\nProbar y ensayar: el ensayo no marca, no mueve y no envía nada.',
    },
    check: {
      title: 'Qué comprobar',
      text: 'Probar ahora: cada línea con su marca; SPF, DKIM y DMARC también.\nEscriba al buzón desde una dirección de fuera: aparece en la Bandeja con su plazo.\nRespóndale desde Ventanilla: llega a la bandeja de entrada (no a correo no deseado) y está en Enviados del buzón.\nResponda otra desde Outlook o Gmail: la conversación sale de «Por responder».\nEnvíe una respuesta a una dirección que no existe: en minutos la conversación vuelve a «Por responder».\nAl día siguiente, Conciliación: ningún correo falta.',
    },
  },
  links: {
    entra: 'Centro de administración de Microsoft Entra',
    registering: 'Registrar una aplicación',
    consent: 'Consentimiento de administrador',
    imapApp: 'IMAP y SMTP con permiso de aplicación',
    smtpAuth: 'SMTP AUTH en Exchange Online',
    accessPolicy: 'Directivas de acceso de aplicaciones',
    rbac: 'Control por roles para aplicaciones',
    graphSend: 'Enviar correo con Microsoft Graph',
    alias: 'Enviar desde un alias',
    dkimMicrosoft: 'DKIM en Microsoft 365',
    spfMicrosoft: 'SPF en Microsoft 365',
    cloud: 'Consola de Google Cloud',
    adminConsole: 'Consola de administración de Google',
    delegation: 'Delegación en todo el dominio',
    imapGoogle: 'Activar IMAP en Google Workspace',
    dkimGoogle: 'DKIM en Google Workspace',
    spfGoogle: 'SPF en Google Workspace',
  },
};

export const useChecklistWords = wordsOf(es, () => import('./en.ts').then((module) => module.en));
