/**
 * Whether a name is the system's own: that of a user, of a unit, or of a folder in /etc and /var/lib, in Debian itself or in
 * a package that many have. A program by that name would take the place of something else.
 */
export const isReserved = (name: string): boolean =>
  names.has(name) || /^(systemd|drover|getty|initrd)(-|$)|^php\d/.test(name)

const names: ReadonlySet<string> = new Set(
  (
    'apt-daily apt-daily-upgrade dbus-broker user ' +
    'acpid adm alternatives anacron apache2 apparmor apt aptitude audio auditd autofs avahi-daemon backup bin bind9 ' +
    'bluetooth ca-certificates cdrom certbot chrony clamav-daemon cloud-config cloud-final cloud-init collectd ' +
    'console-getty containerd cron crontab cups daemon dbus dbus-1 dconf debug-shell default dhcp dhcpcd dialout dip ' +
    'disk dnsmasq docker dovecot dpkg e2scrub-reap emacs emergency environment exim4 fail2ban fax firewalld floppy ' +
    'fonts fstrim fwupd games gdm getty-static git gnats grafana-server groff gss haproxy hwclock ifupdown init ' +
    'initramfs-tools input irc irqbalance iscsid kernel kmod kubelet kvm ldap letsencrypt libvirtd lightdm lighttpd ' +
    'list logrotate lp lvm2-monitor machines mail man mariadb mdadm memcached messagebus misc modprobe modules ' +
    'mongodb multipathd munin-node mysql mysqld named netplan network network-manager networking news nfs-common nfs- ' +
    'server nftables nginx nmbd nobody nogroup nslcd ntp ntpd ntpsec open-vm-tools openvpn operator opt os-prober ' +
    'packagekit pam perl php php-fpm plugdev plymouth podman polkit polkit-1 polkitd portables postfix postgres ' +
    'postgresql private procps proftpd proxy python python3 qemu-guest-agent quotaon rabbitmq-server rc-local redis ' +
    'redis-server render rescue resolvconf root rpcbind rsync rsyncd rsyslog samba sasl security selinux sendmail ' +
    'serial-getty sgml shadow skel slapd smartd smartmontools smbd snapd snmpd squid src ssh sshd ssl sssd staff ' +
    'strongswan stunnel4 sudo sv sync sys syslog sysstat system-update-cleanup systemd tape terminfo tmpfiles tomcat ' +
    'tor tty ucf udev udisks2 ufw unattended-upgrades unbound update-manager upower users utmp uucp varnish video vim ' +
    'voice vsftpd watchdog wpa-supplicant www-data xdg xinetd xml zabbix-agent'
  ).split(' '),
)
