/** What sshd_config can say, of OpenSSH 8.4 to 10 as Debian and Ubuntu ship them. Not `Match`: all that comes behind it would be of that case alone. */
export const sshdKeywords: readonly string[] = (
  'AcceptEnv AddressFamily AllowAgentForwarding AllowGroups AllowStreamLocalForwarding AllowTcpForwarding ' +
  'AllowUsers AuthenticationMethods AuthorizedKeysCommand AuthorizedKeysCommandUser AuthorizedKeysFile ' +
  'AuthorizedPrincipalsCommand AuthorizedPrincipalsCommandUser AuthorizedPrincipalsFile Banner ' +
  'CASignatureAlgorithms ChallengeResponseAuthentication ChannelTimeout ChrootDirectory Ciphers ClientAliveCountMax ' +
  'ClientAliveInterval Compression DebianBanner DenyGroups DenyUsers DisableForwarding ExposeAuthInfo ' +
  'FingerprintHash ForceCommand GatewayPorts GSSAPIAuthentication GSSAPICleanupCredentials GSSAPIKexAlgorithms ' +
  'GSSAPIKeyExchange GSSAPIStoreCredentialsOnRekey GSSAPIStrictAcceptorCheck HostbasedAcceptedAlgorithms ' +
  'HostbasedAcceptedKeyTypes HostbasedAuthentication HostbasedUsesNameFromPacketOnly HostCertificate HostKey ' +
  'HostKeyAgent HostKeyAlgorithms IgnoreRhosts IgnoreUserKnownHosts Include IPQoS KbdInteractiveAuthentication ' +
  'KerberosAuthentication KerberosGetAFSToken KerberosOrLocalPasswd KerberosTicketCleanup KexAlgorithms ' +
  'ListenAddress LoginGraceTime LogLevel LogVerbose MACs MaxAuthTries MaxSessions MaxStartups ModuliFile ' +
  'PasswordAuthentication PermitEmptyPasswords PermitListen PermitOpen PermitRootLogin PermitTTY PermitTunnel ' +
  'PermitUserEnvironment PermitUserRC PerSourceMaxStartups PerSourceNetBlockSize PerSourcePenalties ' +
  'PerSourcePenaltyExemptList PidFile Port PrintLastLog PrintMotd PubkeyAcceptedAlgorithms PubkeyAcceptedKeyTypes ' +
  'PubkeyAuthentication PubkeyAuthOptions RDomain RefuseConnection RekeyLimit RequiredRSASize RevokedKeys ' +
  'SecurityKeyProvider SetEnv SshdAuthPath SshdSessionPath StreamLocalBindMask StreamLocalBindUnlink StrictModes ' +
  'Subsystem SyslogFacility TCPKeepAlive TrustedUserCAKeys UnusedConnectionTimeout UseDNS UsePAM VersionAddendum ' +
  'X11DisplayOffset X11Forwarding X11UseLocalhost XAuthLocation'
).split(' ')

/** sshd does not mind capitals. */
export const isSshdKeyword = (word: string): boolean => lower.has(word.toLowerCase())

const lower: ReadonlySet<string> = new Set(sshdKeywords.map(word => word.toLowerCase()))
